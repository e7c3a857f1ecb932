import { describe, expect, test } from 'vitest'
import { dynamoPosts } from '#functions/adapters/dynamodb/posts.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { Post } from '#functions/core/post.ts'
import type { Waiting } from '#functions/use-cases/ports.ts'
import { aPost, at } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshId, freshSlug } from '#tests/support/fresh.ts'
import { tenAtOnce } from '#tests/support/ten-at-once.ts'

const FRESH: Waiting = { place: 'fresh' }
const BACKLOG: Waiting = { place: 'backlog', category: 'news' }
const CLAIM = { digest: 'sample-regular-2026-11-24', approvedAt: at('2026-11-23T12:00:00Z') }
const OTHER = { digest: 'sample-regular-2026-12-01', approvedAt: at('2026-11-30T12:00:00Z') }

const AGAIN = { ...CLAIM, approvedAt: at('2026-11-23T13:00:00Z') }

describe.each(engines)('Posts on $name', ({ content }) => {
  const posts = dynamoPosts(content)
  const given = async (over: Partial<Post> = {}, waiting: Waiting = FRESH): Promise<Post> => {
    const post = aPost({ id: freshId(), newsletter: freshSlug(), ...over })
    await posts.put(post, '', waiting)
    return post
  }
  const read = ({ newsletter, id }: Post) => posts.get(newsletter, id)
  const claim = ({ newsletter, id }: Post, by: typeof CLAIM, stale?: typeof CLAIM) =>
    posts.claim(newsletter, id, by, stale)
  const freshIds = async (newsletter: string, through: string) =>
    (await posts.fresh(newsletter, at(through))).map(({ id }) => id)
  const backlogIds = async (newsletter: string, category = 'news') =>
    (await Array.fromAsync(posts.backlog(newsletter, category))).map(({ id }) => id)
  // The index may lag by a second.
  const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 2000 })

  describe('putting', () => {
    test('adds a post, which reads as it was put, with its text apart', async () => {
      const post = aPost({ id: freshId(), newsletter: freshSlug(), excerpt: '', authors: [], tags: ['🎉'] })
      expect(await posts.put(post, 'The whole text.', FRESH)).toBe('added')
      expect(await read(post)).toEqual(post)
      expect(await posts.text(post.newsletter, post.id)).toBe('The whole text.')
    })

    test('a post that was never put is undefined and has no text', async () => {
      expect(await posts.get(freshSlug(), freshId())).toBeUndefined()
      expect(await posts.text(freshSlug(), freshId())).toBe('')
    })

    test('twice makes one post, updated', async () => {
      const post = await given()
      const again = { ...post, title: 'A better title', url: undefined }
      expect(await posts.put(again, 'Now with a text.', FRESH)).toBe('updated')
      expect(await read(post)).toEqual(again)
      expect(await posts.text(post.newsletter, post.id)).toBe('Now with a text.')
      await soon(() => freshIds(post.newsletter, '2026-12-01')).toEqual([post.id])
    })

    test('ten times at once adds one post', async () => {
      const post = aPost({ id: freshId(), newsletter: freshSlug() })
      const outcomes = await tenAtOnce(() => posts.put(post, '', FRESH))
      expect(outcomes.sort()).toEqual(['added', ...Array(9).fill('updated')])
    })

    test('again keeps the time of arrival and the place on its first page, and so its turn', async () => {
      const first = await given({ publishedAt: undefined, datePrecision: 'none', position: 0 }, BACKLOG)
      const second = await given({ ...first, id: freshId(), position: 1 }, BACKLOG)
      const later = { ...first, position: 7, receivedAt: at('2026-11-22T10:00:00Z') }
      expect(await posts.put(later, '', BACKLOG)).toBe('updated')
      expect(await read(first)).toEqual(first)
      await soon(() => backlogIds(first.newsletter)).toEqual([first.id, second.id])
    })

    test('a claimed post is kept as it was sent, its text too', async () => {
      const post = await given()
      await posts.put(post, 'As it was sent.', FRESH)
      await claim(post, CLAIM)
      expect(await posts.put({ ...post, title: 'Changed later' }, 'Changed later.', BACKLOG)).toBe('kept')
      expect(await read(post)).toEqual({ ...post, usedIn: CLAIM })
      expect(await posts.text(post.newsletter, post.id)).toBe('As it was sent.')
      expect(await backlogIds(post.newsletter)).toEqual([])
    })

    test('a post that gets a date moves from the backlog to the fresh ones', async () => {
      const post = await given({ publishedAt: undefined, datePrecision: 'none' }, BACKLOG)
      await soon(() => backlogIds(post.newsletter)).toEqual([post.id])
      await posts.put({ ...post, publishedAt: at('2026-11-20T09:00:00Z') }, '', FRESH)
      await soon(() => freshIds(post.newsletter, '2026-12-01')).toEqual([post.id])
      await soon(() => backlogIds(post.newsletter)).toEqual([])
    })
  })

  describe('fresh posts', () => {
    test('are those published up to an instant, itself included, in their order', async () => {
      const newsletter = freshSlug()
      const on = async (instant: string) => (await given({ newsletter, publishedAt: at(instant) }, FRESH)).id
      const last = await on('2026-11-20T00:00:00.000Z')
      const first = await on('1999-11-10T00:00:00.000Z')
      await on('2026-11-20T00:00:00.001Z')
      const between = await on('2026-11-15T12:00:00.000Z')
      await soon(() => freshIds(newsletter, '2026-11-20')).toEqual([first, between, last])
    })

    test('hold the claimed ones, which are still waiting, but no other newsletter’s', async () => {
      const post = await given()
      await given()
      await claim(post, CLAIM)
      await soon(() => posts.fresh(post.newsletter, at('2026-12-01'))).toEqual([{ ...post, usedIn: CLAIM }])
    })
  })

  test('a fresh post that grew old is shelved in the backlog of a category; one that was used stays where it is', async () => {
    const post = await given({ publishedAt: at('2026-10-01') })
    await posts.shelve(post, 'news')
    await soon(() => backlogIds(post.newsletter)).toEqual([post.id])
    await soon(() => freshIds(post.newsletter, '2026-12-01')).toEqual([])
    await claim(post, CLAIM)
    await posts.retire(post.newsletter, CLAIM.digest, [post.id])
    await posts.shelve(post, 'news')
    await soon(() => backlogIds(post.newsletter)).toEqual([])
  })

  test('a backlog gives the oldest first and the undated last, in page order', async () => {
    const newsletter = freshSlug()
    const backlog = (over: Partial<Post>) => given({ newsletter, datePrecision: 'none', ...over }, BACKLOG)
    const undated = { publishedAt: undefined, receivedAt: at('2026-11-20T10:00:00Z') }
    const tenth = await backlog({ ...undated, position: 10 })
    const second = await backlog({ ...undated, position: 2 })
    const newer = await backlog({ publishedAt: at('2026-01-02') })
    const older = await backlog({ publishedAt: at('1999-12-31') })
    const arrivedEarlier = await backlog({ ...undated, receivedAt: at('2026-11-19'), position: 99 })
    await given({ newsletter }, { place: 'backlog', category: 'culture' })
    const inOrder = [older, newer, arrivedEarlier, second, tenth].map(({ id }) => id)
    await soon(() => backlogIds(newsletter)).toEqual(inOrder)
  })

  describe('placing', () => {
    const placedIds = async (newsletter: string) => (await posts.placed(newsletter)).map(({ id }) => id)
    const place = ({ newsletter, id }: Post, category = 'news', when = '2026-11-21') =>
      posts.place(newsletter, id, category, at(when))

    test('takes a post out of the backlog, first placed first', async () => {
      const first = await given({ publishedAt: undefined, datePrecision: 'none' }, BACKLOG)
      const second = await given({ ...first, id: freshId() }, BACKLOG)
      expect(await place(second, 'news', '2026-11-21')).toBe(true)
      expect(await place(first, 'culture', '2026-11-22')).toBe(true)
      await soon(() => placedIds(first.newsletter)).toEqual([second.id, first.id])
      await soon(() => backlogIds(first.newsletter)).toEqual([])
      expect(await read(first)).toEqual({ ...first, placedAt: at('2026-11-22'), placedIn: 'culture' })
    })

    test('stays when the post is put again', async () => {
      const post = await given({}, BACKLOG)
      await place(post)
      expect(await posts.put({ ...post, title: 'A better title' }, '', BACKLOG)).toBe('updated')
      await soon(() => placedIds(post.newsletter)).toEqual([post.id])
      expect(await read(post)).toEqual({
        ...post,
        title: 'A better title',
        placedAt: at('2026-11-21'),
        placedIn: 'news',
      })
    })

    test('stays when the post is shelved by who listed it before', async () => {
      const post = await given({ publishedAt: at('2026-10-01') }, FRESH)
      await place(post)
      await posts.shelve(post, 'news')
      await soon(() => placedIds(post.newsletter)).toEqual([post.id])
    })

    test('without a category leaves it to the rules', async () => {
      const post = await given({}, BACKLOG)
      await place(post)
      expect(await posts.place(post.newsletter, post.id, undefined, at('2026-11-22'))).toBe(true)
      expect(await read(post)).toEqual({ ...post, placedAt: at('2026-11-22') })
    })

    test('and putting at once leave the post placed', async () => {
      const post = await given({}, BACKLOG)
      const puts = tenAtOnce((number) => posts.put({ ...post, title: `Title ${number}` }, '', BACKLOG))
      await Promise.all([puts, place(post)])
      expect((await read(post))?.placedIn).toBe('news')
      await soon(() => placedIds(post.newsletter)).toEqual([post.id])
    })

    test('a post that waits no more, or is not there, fails and makes none', async () => {
      const post = await given({}, BACKLOG)
      await claim(post, CLAIM)
      await posts.retire(post.newsletter, CLAIM.digest, [post.id])
      expect(await place(post)).toBe(false)
      const absent = aPost({ id: freshId(), newsletter: freshSlug() })
      expect(await place(absent)).toBe(false)
      expect(await read(absent)).toBeUndefined()
    })
  })

  test('a month-dated post is fresh from where it was spread to', async () => {
    const month = { datePrecision: 'month' as const, publishedAt: at('2026-11-01') }
    const late = await given({ ...month, spreadAt: at('2026-11-25') })
    const early = await given({ ...month, newsletter: late.newsletter, spreadAt: at('2026-11-05') })
    await soon(() => freshIds(late.newsletter, '2026-11-20')).toEqual([early.id])
    await soon(() => freshIds(late.newsletter, '2026-11-26')).toEqual([early.id, late.id])
  })

  describe('claiming', () => {
    test('is won by exactly one of two concurrent claimers', async () => {
      const post = await given()
      const won = await Promise.all([claim(post, CLAIM), claim(post, OTHER)])
      expect(won.filter(Boolean)).toHaveLength(1)
      expect((await read(post))?.usedIn).toEqual(won[0] ? CLAIM : OTHER)
    })

    test('again with the same claim succeeds', async () => {
      const post = await given()
      expect(await claim(post, CLAIM)).toBe(true)
      expect(await claim(post, CLAIM)).toBe(true)
    })

    test('for another approval of the same digest is another claim', async () => {
      const post = await given()
      await claim(post, CLAIM)
      expect(await claim(post, AGAIN)).toBe(false)
      expect(await claim(post, AGAIN, CLAIM)).toBe(true)
      expect((await read(post))?.usedIn).toEqual(AGAIN)
    })

    test('over a stale claim is only for who saw that claim', async () => {
      const post = await given()
      await claim(post, CLAIM)
      expect(await claim(post, OTHER)).toBe(false)
      expect(
        await claim(post, OTHER, { digest: 'sample-regular-2026-01-06', approvedAt: CLAIM.approvedAt }),
      ).toBe(false)
      expect(await claim(post, OTHER, CLAIM)).toBe(true)
    })

    test('over the same stale claim is won by exactly one of ten', async () => {
      const post = await given()
      await claim(post, CLAIM)
      const won = await tenAtOnce((number) =>
        claim(post, { ...OTHER, approvedAt: plusSeconds(OTHER.approvedAt, number) }, CLAIM),
      )
      expect(won.filter(Boolean)).toHaveLength(1)
    })

    test('a post that is not there fails and makes none', async () => {
      const absent = aPost({ id: freshId(), newsletter: freshSlug() })
      expect(await claim(absent, CLAIM)).toBe(false)
      expect(await read(absent)).toBeUndefined()
    })
  })

  test('a post that another digest holds, or none, is not retired', async () => {
    const [held, free] = [await given(), await given()]
    await claim(held, { ...CLAIM, digest: 'another-regular-2026-11-24' })
    for (const post of [held, free]) {
      await posts.retire(post.newsletter, CLAIM.digest, [post.id])
      await soon(() => freshIds(post.newsletter, '2026-12-01')).toEqual([post.id])
    }
  })

  test('retired posts wait no more, but can still be read', async () => {
    const post = await given()
    const stays = await given({ newsletter: post.newsletter })
    await claim(post, CLAIM)
    await posts.retire(post.newsletter, CLAIM.digest, [post.id, freshId()])
    await posts.retire(post.newsletter, CLAIM.digest, [post.id])
    await soon(() => freshIds(post.newsletter, '2026-12-01')).toEqual([stays.id])
    expect(await read(post)).toEqual({ ...post, usedIn: CLAIM })
  })
})
