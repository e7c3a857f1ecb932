import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Slug, slugOf } from '#functions/core/slug.ts'

describe('a slug', () => {
  test('is made of any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
        expect(Slug.safeParse(slugOf(name, 'fallback')).success).toBe(true)
      }),
    )
  })

  test.each([
    ['Arts & Culture', 'arts-culture'],
    ['  Élections — 2026! ', 'elections-2026'],
    ['Новости', 'fallback'],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ])('of %j is %j', (name, slug) => {
    expect(slugOf(name, 'fallback')).toBe(slug)
  })

  test.each(['', 'A', 'a--b', '-a', 'a-', 'a_b', 'a.b', 'a|b', 'é', 'a'.repeat(41)])('is not %j', (slug) => {
    expect(Slug.safeParse(slug).success).toBe(false)
  })
})
