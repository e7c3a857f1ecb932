import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draftContent } from '#functions/core/draft.ts'
import { Content, type Entry } from '#functions/core/entry.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import { aCategory, aNewsletter, aPost, at } from '#tests/support/builders.ts'

const NOW = at('2026-11-23T07:00:00Z')
const FIRST = at('2026-11-10T00:00:00Z')
const daysLater = (days: number) => plusDays(FIRST, days)

const sectionsOf = (content: Content) =>
  Object.fromEntries(content.sections.map(({ category, entries }) => [category, entries]))

const drafted = (newsletter: Newsletter, posts: readonly Post[], earlier: readonly Entry[] = []): Content =>
  draftContent(newsletter, posts, earlier, NOW)

describe('a draft', () => {
  test('groups posts by category in the newsletter’s order, each category newest first', () => {
    const posts = [
      aPost({ id: 'culture', categories: ['Culture'], publishedAt: daysLater(1) }),
      aPost({ id: 'older', publishedAt: daysLater(2) }),
      aPost({ id: 'newer', publishedAt: daysLater(3) }),
    ]
    expect(drafted(aNewsletter(), posts).sections).toEqual([
      { category: 'news', name: 'News', contentNote: undefined, entries: ['newer', 'older'], mailed: 2 },
      { category: 'culture', name: 'Culture', contentNote: undefined, entries: ['culture'], mailed: 1 },
    ])
  })

  test('holds a post of two categories once, and names it in both', () => {
    const content = drafted(aNewsletter(), [aPost({ id: 'both', categories: ['Culture', 'News'] })])
    expect(content.entries.map(({ post, categories }) => [post, categories])).toEqual([
      ['both', ['news', 'culture']],
    ])
    expect(sectionsOf(content)).toEqual({ news: ['both'], culture: ['both'] })
  })

  test('mails at most the newsletter’s cap of a category and keeps the overflow in the digest', () => {
    const posts = [0, 1, 2, 3].map((day) => aPost({ id: `p${day}`, publishedAt: daysLater(day) }))
    const content = drafted(aNewsletter({ entriesPerCategory: 3 }), posts)
    expect(content.sections).toMatchObject([{ entries: ['p3', 'p2', 'p1', 'p0'], mailed: 3 }])
    expect(content.entries.length).toBe(4)
  })

  test('leaves out a post that no category takes', () => {
    const newsletter = aNewsletter({ categories: [aCategory()] })
    const content = drafted(newsletter, [aPost({ id: 'in' }), aPost({ id: 'out', categories: [] })])
    expect(content.entries.map(({ post }) => post)).toEqual(['in'])
  })

  test('has no entries when there is nothing to say', () => {
    expect(drafted(aNewsletter(), [])).toMatchObject({ entries: [], sections: [] })
    const newsletter = aNewsletter({ categories: [aCategory()] })
    expect(drafted(newsletter, [aPost({ categories: [] })]).entries).toEqual([])
  })

  test('carries a category’s content note and each post as it stands', () => {
    const newsletter = aNewsletter({ categories: [aCategory({ contentNote: 'Violence' })] })
    const post = aPost({ contentNote: 'War', titleFrom: 'text' })
    const content = drafted(newsletter, [post])
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
    const expected = drafted(newsletter, posts)
    fc.assert(
      fc.property(fc.shuffledSubarray(posts, { minLength: posts.length }), (shuffled) => {
        expect(drafted(newsletter, shuffled)).toEqual(expected)
      }),
    )
  })
})
