import { describe, expect, test } from 'vitest'
import { variantFor, variantId, variantsOf } from '#functions/core/variant.ts'
import { aNewsletter, aSubscriber } from '#tests/support/builders.ts'

describe('a variant', () => {
  test('is named by its layout and language', () => {
    expect(variantId('full', 'pt-BR')).toBe('full-pt-br')
  })

  test('that a reader gets is always one in which the digest is rendered', () => {
    const newsletter = aNewsletter({ language: 'de' })
    for (const layout of [undefined, 'full', 'compact', 'plain'] as const)
      for (const language of [undefined, 'de', 'en', 'zh-Hant'])
        expect(variantsOf(newsletter)).toContain(variantFor(aSubscriber({ layout, language }), newsletter))
  })
})
