import { describe, expect, test } from 'vitest'
import { bindEdition, Edition, templateName, type VariantParts } from '#functions/core/edition.ts'
import { variantId } from '#functions/core/variant.ts'
import { EDITION, PLAIN_EDITION } from './vectors.ts'

const REF = EDITION.digest
const PLAN = { sections: [{ category: 'news', entries: [0] }] }
const EN = { subject: 'News', html: '<p>News</p>', text: 'News' }
const DE = { subject: 'Neues', html: '<p>Neues</p>', text: 'Neues' }
const PARTS = { 'full-en': EN, 'full-de': DE }
const hashOf = (
  ...[ref = REF, revision = 1, plan = PLAN, parts = PARTS, page = 'page']: Partial<
    Parameters<typeof bindEdition>
  >
) => bindEdition(ref, revision, plan, parts, page).hash

describe('an edition', () => {
  test('has the hash that approvals carry, and names its templates by it', () => {
    const { hash } = bindEdition(REF, EDITION.revision, PLAN, EDITION.parts, EDITION.page)
    expect(hash).toBe(EDITION.hash)
    expect(templateName(hash, 'full-en')).toBe(EDITION.templateName)
    const parts = { ...EDITION.parts, ...PLAIN_EDITION.parts }
    expect(bindEdition(REF, EDITION.revision, PLAN, parts, EDITION.page).hash).toBe(PLAIN_EDITION.hash)
  })

  test('has another hash when any part of it is another', () => {
    const withEnglish = (over: Partial<VariantParts>) =>
      hashOf(REF, 1, PLAN, { ...PARTS, 'full-en': { ...EN, ...over } })
    const hashes = [
      hashOf(),
      withEnglish({ subject: 'New' }),
      withEnglish({ html: '<p>New</p>' }),
      withEnglish({ text: 'New' }),
      // A bound between parts that moves is a change, too.
      withEnglish({ subject: 'News<p>', html: 'News</p>' }),
      withEnglish({ html: undefined }),
      withEnglish({ html: '' }),
      hashOf(REF, 1, PLAN, { 'full-en': EN }),
      hashOf(REF, 1, PLAN, { 'full-en': DE, 'full-de': EN }),
      hashOf(REF, 1, PLAN, { 'plain-en': EN, 'full-de': DE }),
      hashOf(REF, 1, PLAN, PARTS, 'another page'),
      hashOf(REF, 1, { sections: [{ category: 'news', entries: [1] }] }),
      hashOf(REF, 1, { sections: [] }),
      hashOf(REF, 2),
      hashOf({ ...REF, kind: 'round-up' }),
      hashOf({ ...REF, date: '2026-12-01' }),
      hashOf({ ...REF, newsletter: 'other' }),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  test('has the same hash in whatever order its variants were rendered', () => {
    expect(hashOf(REF, 1, PLAN, { 'full-de': DE, 'full-en': EN })).toBe(hashOf())
  })

  test('is a valid one that holds what was rendered', () => {
    const edition = bindEdition(REF, 1, PLAN, PARTS, 'page')
    expect(Edition.safeParse(edition).error).toBeUndefined()
    expect(edition.variants['full-de']).toMatchObject(DE)
  })
})

describe('a template’s name', () => {
  test('fits SES in any language', () => {
    for (const language of ['en', 'pt-BR', 'zh-Hant-TW', 'sl-rozaj-biske', 'ca-ES-valencia'])
      for (const layout of ['full', 'plain'] as const)
        expect(templateName('f'.repeat(64), variantId({ layout, language }))).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
  })

  test('is another one for another edition and for another variant', () => {
    const names = [
      templateName('a'.repeat(64), 'full-en'),
      templateName('b'.repeat(64), 'full-en'),
      templateName('a'.repeat(64), 'full-de'),
    ]
    expect(new Set(names).size).toBe(3)
  })
})
