import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draftContent } from '#functions/core/draft.ts'
import { Content } from '#functions/core/entry.ts'
import { plusDays } from '#functions/core/instant.ts'
import { aCategory, aNewsletter, aPost, at } from '#tests/support/builders.ts'

const NOW = at('2026-11-23T07:00:00Z')
const FIRST = at('2026-11-10T00:00:00Z')
const daysLater = (days: number) => plusDays(FIRST, days)

const sectionsOf = (content: Content | undefined) =>
  Object.fromEntries(content?.sections.map(({ category, entries }) => [category, entries]) ?? [])

describe('a draft', () => {
  test('groups posts by category in the newsletter’s order, each category newest first', () => {
    const posts = [
      aPost({ id: 'culture', categories: ['Culture'], publishedAt: daysLater(1) }),
      aPost({ id: 'older', publishedAt: daysLater(2) }),
      aPost({ id: 'newer', publishedAt: daysLater(3) }),
    ]
    expect(draftContent(aNewsletter(), posts, NOW)?.sections).toEqual([
      { category: 'news', name: 'News', contentNote: undefined, entries: ['newer', 'older'], mailed: 2 },
      { category: 'culture', name: 'Culture', contentNote: undefined, entries: ['culture'], mailed: 1 },
    ])
  })

  test('holds a post of two categories once, and names it in both', () => {
    const content = draftContent(aNewsletter(), [aPost({ id: 'both', categories: ['Culture', 'News'] })], NOW)
    expect(content?.entries.map(({ post, categories }) => [post, categories])).toEqual([
      ['both', ['news', 'culture']],
    ])
    expect(sectionsOf(content)).toEqual({ news: ['both'], culture: ['both'] })
  })

  test('mails at most the newsletter’s cap of a category and keeps the overflow in the digest', () => {
    const posts = [0, 1, 2, 3].map((day) => aPost({ id: `p${day}`, publishedAt: daysLater(day) }))
    const content = draftContent(aNewsletter({ entriesPerCategory: 3 }), posts, NOW)
    expect(content?.sections).toMatchObject([{ entries: ['p3', 'p2', 'p1', 'p0'], mailed: 3 }])
    expect(content?.entries.length).toBe(4)
  })

  test('leaves out a post that no category takes', () => {
    const newsletter = aNewsletter({ categories: [aCategory()] })
    const content = draftContent(newsletter, [aPost({ id: 'in' }), aPost({ id: 'out', categories: [] })], NOW)
    expect(content?.entries.map(({ post }) => post)).toEqual(['in'])
  })

  test('is none when there is nothing to say', () => {
    expect(draftContent(aNewsletter(), [], NOW)).toBeUndefined()
    const newsletter = aNewsletter({ categories: [aCategory()] })
    expect(draftContent(newsletter, [aPost({ categories: [] })], NOW)).toBeUndefined()
  })

  test('carries a category’s content note and each post as it stands', () => {
    const newsletter = aNewsletter({ categories: [aCategory({ contentNote: 'Violence' })] })
    const post = aPost({ contentNote: 'War', titleFrom: 'text' })
    const content = draftContent(newsletter, [post], NOW)
    expect(content).toMatchObject({
      sections: [{ contentNote: 'Violence' }],
      entries: [{ post: post.id, title: post.title, url: post.url, contentNote: 'War' }],
    })
    expect(Content.safeParse(content).error).toBeUndefined()
  })

  test('is the same for the same posts, in whatever order they are read', () => {
    const posts = Array.from({ length: 12 }, (_, number) =>
      aPost({
        id: `p${number}`,
        publishedAt: daysLater(number),
        categories: [['News'], ['Culture'], ['News', 'Culture'], []][number % 4] ?? [],
      }),
    )
    const newsletter = aNewsletter({ entriesPerCategory: 3 })
    const expected = draftContent(newsletter, posts, NOW)
    fc.assert(
      fc.property(fc.shuffledSubarray(posts, { minLength: posts.length }), (shuffled) => {
        expect(draftContent(newsletter, shuffled, NOW)).toEqual(expected)
      }),
    )
  })
})
