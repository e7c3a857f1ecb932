import { describe, expect, test } from 'vitest'
import { Content, type Entry } from '#functions/core/entry.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { roundUpContent } from '#functions/core/round-up-content.ts'
import { aContent, aNewsletter, anEntry, at } from '#tests/support/builders.ts'

const SAVED_AT = at('2026-12-01T07:00:00Z')

/** What a digest of these entries said. */
const said = (posts: readonly (string | Partial<Entry>)[], over: Partial<Content> = {}): Content =>
  aContent({
    entries: posts.map((one) => anEntry(typeof one === 'string' ? { post: one } : one)),
    ...over,
  })
const rounded = (digests: readonly Content[], newsletter: Newsletter = aNewsletter()): Content =>
  roundUpContent(newsletter, digests, SAVED_AT)
const postsOf = ({ entries }: Content): string[] => entries.map(({ post }) => post)

describe('a round-up', () => {
  test('takes the first entry of each digest, newest digest first, then the second of each', () => {
    const digests = [said(['new 1', 'new 2', 'new 3']), said(['old 1']), said(['oldest 1', 'oldest 2'])]
    expect(postsOf(rounded(digests))).toEqual(['new 1', 'old 1', 'oldest 1', 'new 2', 'oldest 2', 'new 3'])
  })

  test('takes what a digest led with first, wherever it stood', () => {
    const digests = [said(['a', 'b', 'c'], { lead: { post: 'c', forEveryone: true } }), said(['d'])]
    expect(postsOf(rounded(digests))).toEqual(['c', 'd', 'a', 'b'])
  })

  test('groups them by the newsletter’s categories and mails as many of each as any digest', () => {
    const digests = [
      said(['a', { post: 'b', categories: ['culture', 'news'] }]),
      said([{ post: 'c', categories: ['culture'] }]),
    ]
    expect(rounded(digests, aNewsletter({ entriesPerCategory: 1 })).sections).toMatchObject([
      { category: 'news', entries: ['a', 'b'], mailed: 1 },
      { category: 'culture', entries: ['c', 'b'], mailed: 1 },
    ])
  })

  test('pins nothing, drops nothing, and sets right what was set right meanwhile', () => {
    const correction = { post: 'x', title: 'An older story', date: '2026-11-17', text: 'It was two.' }
    const week = said(['a', { post: 'b', pinned: true }], {
      corrections: [correction],
      dropped: ['d'],
      repeats: [{ post: 'r', of: 'a' }],
    })
    const content = rounded([week])
    expect(postsOf(content)).toEqual(['a', 'b'])
    expect(content.entries[1]).not.toHaveProperty('pinned')
    for (const left of ['dropped', 'repeats']) expect(content).not.toHaveProperty(left)
    expect(content.corrections).toEqual([correction])
  })

  test('leaves out an entry whose categories the newsletter no longer has', () => {
    const digests = [said([{ post: 'gone', categories: ['sport'] }, 'a'])]
    expect(postsOf(rounded(digests))).toEqual(['a'])
  })

  test('leads with an entry of its own, which no subject names', () => {
    const digests = [said(['a', { post: 'b', publishedAt: at('2026-11-22T00:00:00Z') }])]
    expect(rounded(digests).lead).toEqual({ post: 'b', forEveryone: false })
  })

  test('of no digests says nothing', () => {
    expect(rounded([])).toEqual({
      revision: 1,
      entries: [],
      sections: [],
      savedAt: SAVED_AT,
      savedBy: 'drafting',
    })
  })

  test('can be saved and read', () => {
    const content = rounded([said(['a', 'b']), said([{ post: 'c', also: [{ post: 'c2', title: 'Same' }] }])])
    expect(Content.parse(JSON.parse(JSON.stringify(content)))).toEqual(content)
  })
})
