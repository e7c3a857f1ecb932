import { describe, expect, test } from 'vitest'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import type { InboxPage, InboxPlace } from '#functions/use-cases/ports.ts'
import { searchPosts } from '#functions/use-cases/search-posts.ts'
import { aNewsletter, aPost, at } from '#tests/support/builders.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const undated = { publishedAt: undefined, datePrecision: 'none' as const }

const titles = async (newsletter: Newsletter, query: string): Promise<string[]> =>
  (await desk.searchPosts(newsletter, query)).items.map(({ post }) => post.title)

describe('a search', () => {
  test('finds waiting posts wherever they stand, by title, publisher, excerpt or address', async () => {
    const newsletter = await cloud.newsletter()
    const by = (over: object) => cloud.post(newsletter, { title: 'Something else', text: '', ...over })
    await by({ title: 'The ferry of Málaga' })
    const placed = await by({ title: 'A placed one', publisher: 'Ferry News' })
    const dropped = await by({ title: 'A dropped one', text: 'It tells of a ferry.' })
    await by({ title: 'In the backlog', url: 'https://quay.example/ferry/7', ...undated })
    await by({ title: 'Where no rule files it', publisher: 'Ferry News', categories: ['x'], ...undated })
    await desk.triage(newsletter, placed.id, { verb: 'accept' })
    await desk.triage(newsletter, dropped.id, { verb: 'drop' })
    const found = await desk.searchPosts(newsletter, 'FERRY')
    expect(found.items.map(({ post, place, accepted }) => [post.title, place.place, accepted])).toEqual([
      ['The ferry of Málaga', 'fresh', false],
      ['A placed one', 'placed', true],
      ['In the backlog', 'backlog', false],
      ['Where no rule files it', 'backlog', false],
      ['A dropped one', 'dropped', false],
    ])
    expect(found).toMatchObject({ looked: 5 })
    expect(found.next).toBeUndefined()
    expect(await titles(newsletter, 'malaga ferry')).toEqual(['The ferry of Málaga'])
    expect(await titles(newsletter, 'harbour')).toEqual([])
  })

  test('leaves out what a digest holds', async () => {
    const { newsletter, posts } = await cloud.weekly(1, 1)
    const title = posts[0]?.title ?? ''
    expect(await titles(newsletter, title)).toEqual([title])
    await cloud.until(newsletter, 'approved')
    expect(await titles(newsletter, title)).toEqual([])
  })
})

describe('of ten thousand posts', () => {
  const NOW = at('2026-11-24T07:00:00Z')
  const newsletter = aNewsletter()
  const many = (count: number, place: string): Post[] =>
    Array.from({ length: count }, (_, number) =>
      aPost({
        id: `${place}${number}`,
        title: number % 100 === 0 ? 'The ferry' : 'A story',
        publishedAt: plusSeconds(NOW, -3600 * number),
      }),
    )
  const stored: Record<string, Post[]> = {
    fresh: many(450, 'fresh'),
    news: many(9000, 'news'),
    dropped: many(550, 'dropped'),
  }
  let read = 0
  const posts = {
    async waiting(_: string, place: InboxPlace, { limit, after = '0', newestFirst }: InboxPage) {
      expect(newestFirst).toBe(true)
      const all = stored[place.place === 'backlog' ? place.category : place.place] ?? []
      const end = Number(after) + limit
      const page = all.slice(Number(after), end)
      read += page.length
      return { posts: page, ...(end < all.length && { next: String(end) }) }
    },
  }
  const search = searchPosts({ posts, digests: { get: async () => undefined } })

  test('one request looks at 300, says how far back, and leads on until all are found', async () => {
    const first = await search(newsletter, 'ferry')
    expect(read).toBe(300)
    expect(first).toMatchObject({
      looked: 300,
      backTo: { place: { place: 'fresh' }, at: plusSeconds(NOW, -3600 * 299) },
    })
    expect(first.items.map(({ post }) => post.id)).toEqual(['fresh0', 'fresh100', 'fresh200'])
    const second = await search(newsletter, 'ferry', first.next)
    expect(read).toBe(600)
    expect(second.items.map(({ post }) => post.id)).toEqual(['fresh300', 'fresh400', 'news0', 'news100'])
    expect(second.backTo).toEqual({
      place: { place: 'backlog', category: 'news' },
      at: plusSeconds(NOW, -3600 * 149),
    })
    const found = [...first.items, ...second.items]
    let next = second.next
    while (next !== undefined) {
      const page = await search(newsletter, 'ferry', next)
      expect(page.looked).toBeLessThanOrEqual(300)
      found.push(...page.items)
      next = page.next
    }
    expect(read).toBe(10_000)
    expect(new Set(found.map(({ post }) => post.id)).size).toBe(5 + 90 + 6)
    expect(found).toHaveLength(101)
  })

  test('with enough found it looks no further, and leads on to the others', async () => {
    const first = await search(newsletter, 'story')
    expect([first.looked, first.items.length]).toEqual([100, 100])
    const second = await search(newsletter, 'story', first.next)
    expect(second.items.at(0)?.post.id).toBe('fresh100')
    expect(second.backTo).toMatchObject({ at: plusSeconds(NOW, -3600 * 199) })
  })

  test('what leads on from nowhere begins anew', async () => {
    expect(await search(newsletter, 'ferry', 'nonsense')).toEqual(await search(newsletter, 'ferry'))
    expect((await search(newsletter, 'ferry', '99~')).items).toEqual([])
  })
})

test('a page of the inbox is short where digests hold some, and leads on all the same', async () => {
  const newsletter = await cloud.newsletter()
  const posts: Post[] = []
  for (const day of [3, 2, 1])
    posts.push(await cloud.post(newsletter, { publishedAt: plusDays(cloud.now(), -day) }))
  const [oldest, held, newest] = posts.map(({ id }) => id)
  const digest = await cloud.drafted(newsletter)
  const approvedAt = cloud.now()
  const approval = { revision: digest.revision, editionHash: '', by: 'Ada', at: approvedAt }
  await desk.digests.replace({ ...digest, status: 'approved', approval })
  const claim = { digest: `${newsletter.slug}-regular-${digest.date}`, approvedAt }
  await desk.posts.claim(newsletter.slug, held ?? '', claim, undefined)
  const first = await desk.listInbox(newsletter, { place: 'fresh' }, { limit: 2 })
  expect(first).toMatchObject({ items: [{ post: { id: newest }, categories: ['news'] }], more: true })
  const after = first.next ?? ''
  expect(await desk.listInbox(newsletter, { place: 'fresh' }, { limit: 2, after })).toMatchObject({
    items: [{ post: { id: oldest } }],
    more: false,
  })
})
