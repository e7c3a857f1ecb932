import { describe, expect, test } from 'vitest'
import { approvedVariant, mailLanguages, variantFor, variantId, variantsOf } from '#functions/core/variant.ts'
import { aNewsletter } from '#tests/support/builders.ts'

test('a variant is named by its layout and language', () => {
  expect(variantId({ layout: 'full', language: 'en' })).toBe('full-en')
  expect(variantId({ layout: 'plain', language: 'zh-Hant-HK' })).toBe('plain-zh-hant-hk')
})

const bilingual = aNewsletter({ language: 'en-GB', languages: ['ar', 'ko'] })

describe('the variants of a newsletter', () => {
  test('are its layout and plain text, in each of its languages', () => {
    expect(variantsOf(bilingual).map(variantId)).toEqual([
      'full-en-gb',
      'plain-en-gb',
      'full-ar',
      'plain-ar',
      'full-ko',
      'plain-ko',
    ])
    expect(variantsOf(aNewsletter({ layout: 'plain' })).map(variantId)).toEqual(['plain-en'])
  })

  test('are at most 12, however many languages and layouts there are', () => {
    const all = aNewsletter({ languages: ['ar', 'es', 'fr', 'ja', 'ko'], layout: 'compact' })
    expect(variantsOf(all)).toHaveLength(12)
  })

  test('speak English where Gazette has no words in its language', () => {
    expect(mailLanguages(aNewsletter({ language: 'de', languages: ['en', 'fr'] }))).toEqual(['en', 'fr'])
    expect(mailLanguages(aNewsletter({ language: 'es-MX' }))).toEqual(['es-MX'])
  })
})

describe('a reader gets', () => {
  const idFor = (reader: Parameters<typeof variantFor>[1]) => variantId(variantFor(bilingual, reader))

  test('their language where the newsletter is written in it, else its own', () => {
    expect(idFor({})).toBe('full-en-gb')
    expect(idFor({ language: 'ar' })).toBe('full-ar')
    expect(idFor({ language: 'en' })).toBe('full-en-gb')
    expect(idFor({ language: 'fr' })).toBe('full-en-gb')
  })

  test('plain text if they chose it, and else the newsletter’s layout', () => {
    expect(idFor({ layout: 'plain', language: 'ko' })).toBe('plain-ko')
    expect(idFor({ layout: 'compact' })).toBe('full-en-gb')
    expect(variantId(variantFor(aNewsletter({ layout: 'compact' }), { layout: 'full' }))).toBe('compact-en')
  })
})

describe('of an approved edition a reader gets', () => {
  const approved = ['full-en-gb', 'plain-en-gb']

  test('what they would, or what is nearest to it where settings changed since', () => {
    expect(approvedVariant(approved, bilingual, { language: 'ar' })).toBe('full-en-gb')
    expect(approvedVariant(approved, bilingual, { language: 'ar', layout: 'plain' })).toBe('plain-en-gb')
    const changed = { ...bilingual, layout: 'plain' as const, languages: [] }
    const both = ['full-ar', 'full-en-gb', 'plain-ar', 'plain-en-gb']
    expect(approvedVariant(both, changed, {})).toBe('full-en-gb')
    expect(approvedVariant(both, changed, { language: 'ar' })).toBe('full-ar')
    expect(approvedVariant(both, changed, { language: 'ar', layout: 'plain' })).toBe('plain-ar')
    expect(approvedVariant(['plain-en'], bilingual, {})).toBe('plain-en')
    const plain = ['plain-ar', 'plain-en-gb', 'plain-ko']
    for (const layout of [undefined, 'plain'] as const) {
      expect(approvedVariant(plain, bilingual, { layout })).toBe('plain-en-gb')
      expect(approvedVariant(plain, bilingual, { layout, language: 'ko' })).toBe('plain-ko')
    }
    expect(approvedVariant(['full-ar', 'full-en-gb'], bilingual, { layout: 'plain' })).toBe('full-en-gb')
  })

  test('nothing where it has no variant, which is a fault', () => {
    expect(() => approvedVariant([], bilingual, {})).toThrow(RangeError)
  })
})
