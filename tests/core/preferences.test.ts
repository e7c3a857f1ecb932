import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plusDays } from '#functions/core/instant.ts'
import {
  asChange,
  FormFields,
  PAUSES,
  Preferences,
  pauseIn,
  preferencesIn,
} from '#functions/core/preferences.ts'
import { aNewsletter, at } from '#tests/support/builders.ts'

const NEWSLETTER = aNewsletter()
const NOW = at('2026-11-22T00:00:00Z')

describe('the choices of a form', () => {
  test('are those that the newsletter has, whatever else is sent', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('news', 'culture', 'monthly', 'plain', 'titles', 'ar', 'Asia/Seoul'),
    )
    const name = fc.constantFrom('category', 'frequency', 'layout', 'notes', 'language', 'zone', '__proto__')
    fc.assert(
      fc.property(fc.dictionary(name, fc.oneof(value, fc.array(value))), (fields) => {
        const chosen = preferencesIn(NEWSLETTER, FormFields.parse(fields))
        expect(Preferences.parse(chosen)).toEqual(chosen)
        const ids = NEWSLETTER.categories.map(({ id }) => id)
        if (chosen.categories !== 'all') expect(ids).toEqual(expect.arrayContaining(chosen.categories))
      }),
    )
  })

  test('of every category mean those to come as well', () => {
    const category = NEWSLETTER.categories.map(({ id }) => id)
    expect(preferencesIn(NEWSLETTER, { category }).categories).toBe('all')
    expect(preferencesIn(NEWSLETTER, { category: 'news' }).categories).toEqual(['news'])
    expect(preferencesIn(NEWSLETTER, {}).categories).toEqual([])
  })

  test('leave nothing of former ones', () => {
    expect(asChange({ categories: 'all' })).toEqual({
      categories: 'all',
      frequency: null,
      layout: null,
      notes: null,
      subject: null,
      language: null,
      zone: null,
    })
  })
})

describe('a pause', () => {
  const until = (pause: string) => pauseIn({ pause }, (weeks) => plusDays(NOW, 7 * weeks))

  test.each(PAUSES)('of %i weeks ends so much later', (weeks) => {
    expect(until(String(weeks))).toBe(plusDays(NOW, 7 * weeks))
  })

  test('is kept when asked to, and else ended', () => {
    expect([until('keep'), until(''), until('999'), until('-1')]).toEqual([undefined, null, null, null])
  })
})
