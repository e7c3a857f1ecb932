import { expect, test } from 'vitest'
import { variantId } from '#functions/core/variant.ts'

test('a variant is named by its layout and language', () => {
  expect(variantId({ language: 'en' })).toBe('full-en')
  expect(variantId({ language: 'zh-Hant-HK' }, { layout: 'full' })).toBe('full-zh-hant-hk')
  expect(variantId({ language: 'en' }, { layout: 'plain' })).toBe('plain-en')
})
