import { describe, expect, test } from 'vitest'
import { dynamoPosts } from '#functions/adapters/dynamodb/posts.ts'
import type { Post } from '#functions/core/post.ts'
import type { InboxPage, InboxPlace, PostNote, Waiting } from '#functions/use-cases/ports.ts'
import { aPost, at } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshId, freshSlug } from '#tests/support/fresh.ts'
import { tenAtOnce } from '#tests/support/ten-at-once.ts'

const FRESH: Waiting = { place: 'fresh' }
const BACKLOG: Waiting = { place: 'backlog', category: 'news' }
const DROPPED: InboxPlace = { place: 'dropped' }
const PLACED: InboxPlace = { place: 'placed' }
const CLAIM = { digest: 'sample-regular-2026-11-24', approvedAt: at('2026-11-23T12:00:00Z') }
const OTHER = { digest: 'sample-regular-2026-12-01', approvedAt: at('2026-11-30T12:00:00Z') }
const NOON = at('2026-11-21T12:00:00Z')

describe.each(engines)('Posts that editors triage on $name', ({ content }) => {
  const posts = dynamoPosts(content)
  const given = async (over: Partial<Post> = {}, waiting: Waiting = FRESH): Promise<Post> => {
    const post = aPost({ id: freshId(), newsletter: freshSlug(), ...over })
    await posts.put(post, '', waiting)
    return post
  }
  const read = ({ newsletter, id }: Post) => posts.get(newsletter, id)
  const drop = ({ newsletter, id }: Post, when = NOON) => posts.drop(newsletter, id, when)
  const release = ({ newsletter, id }: Post, waiting: Waiting = FRESH) =>
    posts.release(newsletter, id, waiting)
  const annotate = ({ newsletter, id }: Post, text: string | null, from: PostNote['from'] = 'editor') =>
    posts.annotate(newsletter, id, { text, from })
  const place = ({ newsletter, id }: Post) => posts.place(newsletter, id, 'news', NOON)
  const retire = async ({ newsletter, id }: Post): Promise<void> => {
    await posts.claim(newsletter, id, CLAIM, undefined)
    await posts.retire(newsletter, CLAIM.digest, [id])
  }
  const idsIn = async (newsletter: string, where: InboxPlace, page: InboxPage = { limit: 50 }) =>
    (await posts.waiting(newsletter, where, page)).posts.map(({ id }) => id)
  // The index may lag by a second.
  const soon = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 2000 })

  describe('dropping', () => {
    test.each([
      ['fresh', FRESH],
      ['backlog', BACKLOG],
    ])('takes a post out of the %s posts, and keeps it where it can be found', async (_, waiting) => {
      const post = await given({}, waiting)
      expect(await drop(post)).toBe(true)
      await soon(() => idsIn(post.newsletter, DROPPED)).toEqual([post.id])
      await soon(() => idsIn(post.newsletter, waiting)).toEqual([])
      expect(await posts.fresh(post.newsletter, at('2030-01-01'))).toEqual([])
      expect(await read(post)).toEqual({ ...post, droppedAt: NOON })
    })

    test('a placed post places it no more, and placing a dropped one drops it no more', async () => {
      const post = await given()
      await place(post)
      await drop(post)
      expect(await read(post)).toEqual({ ...post, droppedAt: NOON })
      await place(post)
      expect(await read(post)).toEqual({ ...post, placedAt: NOON, placedIn: 'news' })
      await soon(() => idsIn(post.newsletter, PLACED)).toEqual([post.id])
      await soon(() => idsIn(post.newsletter, DROPPED)).toEqual([])
    })

    test('stays when its source submits the post again, or who listed it before shelves it', async () => {
      const post = await given()
      await drop(post)
      expect(await posts.put({ ...post, title: 'A better title' }, '', FRESH)).toBe('updated')
      await posts.shelve(post, 'news')
      expect(await read(post)).toEqual({ ...post, title: 'A better title', droppedAt: NOON })
      await soon(() => idsIn(post.newsletter, DROPPED)).toEqual([post.id])
      expect(await idsIn(post.newsletter, FRESH)).toEqual([])
      expect(await idsIn(post.newsletter, BACKLOG)).toEqual([])
    })

    test('and putting at once leave the post dropped', async () => {
      const post = await given()
      const puts = tenAtOnce((number) => posts.put({ ...post, title: `Title ${number}` }, '', FRESH))
      await Promise.all([puts, drop(post)])
      expect((await read(post))?.droppedAt).toBe(NOON)
      await soon(() => idsIn(post.newsletter, DROPPED)).toEqual([post.id])
    })

    test('a post that waits no more, or is not there, fails and makes none', async () => {
      const used = await given()
      await retire(used)
      expect(await drop(used)).toBe(false)
      expect(await read(used)).toEqual({ ...used, usedIn: CLAIM })
      const absent = aPost({ id: freshId(), newsletter: freshSlug() })
      expect(await drop(absent)).toBe(false)
      expect(await read(absent)).toBeUndefined()
    })
  })

  describe('releasing', () => {
    test('has a dropped post wait by its date again, and so a placed one', async () => {
      const newsletter = freshSlug()
      const early = await given({ newsletter, publishedAt: at('2026-11-18') })
      const late = await given({ newsletter, publishedAt: at('2026-11-19') })
      await drop(early)
      await place(late)
      await soon(() => idsIn(newsletter, FRESH)).toEqual([])
      expect([await release(late), await release(early)]).toEqual([true, true])
      await soon(() => idsIn(newsletter, FRESH)).toEqual([late.id, early.id])
      expect([await read(early), await read(late)]).toEqual([early, late])
      expect(await idsIn(newsletter, DROPPED)).toEqual([])
    })

    test('puts an old one into the backlog', async () => {
      const post = await given()
      await drop(post)
      await release(post, BACKLOG)
      await soon(() => idsIn(post.newsletter, BACKLOG)).toEqual([post.id])
    })

    test('a post that was neither placed nor dropped changes nothing', async () => {
      const post = await given()
      expect(await release(post, BACKLOG)).toBe(true)
      await soon(() => idsIn(post.newsletter, FRESH)).toEqual([post.id])
      expect(await idsIn(post.newsletter, BACKLOG)).toEqual([])
    })

    test('has a post that its source dates anew at once wait by the new date', async () => {
      const post = await given({ publishedAt: at('2026-11-18') })
      await drop(post)
      const dated = { ...post, publishedAt: at('2026-11-19') }
      await Promise.all([release(post), posts.put(dated, '', FRESH)])
      expect(await read(post)).toEqual(dated)
      await soon(() => posts.fresh(post.newsletter, at('2026-11-18T12:00:00Z'))).toEqual([])
      await soon(() => posts.fresh(post.newsletter, at('2026-11-20'))).toEqual([dated])
    })

    test('a post that waits no more, or is not there, fails', async () => {
      const used = await given()
      await drop(used)
      await retire(used)
      expect(await release(used)).toBe(false)
      expect((await read(used))?.droppedAt).toBe(NOON)
      expect(await release(aPost({ id: freshId() }))).toBe(false)
    })
  })

  describe('a content note', () => {
    test('of an editor stays when the source submits the post again, with a note of its own or without', async () => {
      const post = await given({ contentNote: 'as its source said' })
      expect(await annotate(post, 'talk of food')).toBe(true)
      const noted = { ...post, contentNote: 'talk of food', noteFrom: 'editor' }
      expect(await read(post)).toEqual(noted)
      await posts.put({ ...post, contentNote: 'as its source says now' }, '', FRESH)
      expect(await read(post)).toEqual(noted)
      await posts.put({ ...post, contentNote: undefined }, '', FRESH)
      expect(await read(post)).toEqual(noted)
      await soon(() => idsIn(post.newsletter, FRESH)).toEqual([post.id])
    })

    test('that an editor took away does not come back from the source', async () => {
      const post = await given({ contentNote: 'as its source said' })
      await annotate(post, null)
      await posts.put(post, '', FRESH)
      expect(await read(post)).toEqual({ ...post, contentNote: undefined, noteFrom: 'editor' })
    })

    test.each(['as its source said', null])(
      'given back to its source as %j is the source’s to say anew',
      async (said) => {
        const post = await given({ contentNote: said ?? undefined })
        await annotate(post, 'talk of food')
        expect(await annotate(post, said, 'source')).toBe(true)
        expect(await read(post)).toEqual(post)
        await posts.put({ ...post, contentNote: 'as its source says now' }, '', FRESH)
        expect(await read(post)).toEqual({ ...post, contentNote: 'as its source says now' })
        await posts.put({ ...post, contentNote: undefined }, '', FRESH)
        expect((await read(post))?.contentNote).toBeUndefined()
      },
    )

    test('of an editor wins over submissions at once', async () => {
      const post = await given()
      await annotate(post, 'a first note')
      const puts = tenAtOnce((number) => posts.put({ ...post, title: `Title ${number}` }, '', FRESH))
      await Promise.all([puts, annotate(post, 'talk of food')])
      expect((await read(post))?.contentNote).toBe('talk of food')
    })

    test('of a claimed post cannot be set, unless its claim was judged void; nor of one that is not there', async () => {
      const post = await given()
      await posts.claim(post.newsletter, post.id, CLAIM, undefined)
      expect(await annotate(post, 'talk of food')).toBe(false)
      const note: PostNote = { text: 'talk of food', from: 'editor' }
      expect(await posts.annotate(post.newsletter, post.id, note, OTHER)).toBe(false)
      expect((await read(post))?.contentNote).toBeUndefined()
      expect(await posts.annotate(post.newsletter, post.id, note, CLAIM)).toBe(true)
      expect((await read(post))?.contentNote).toBe('talk of food')
      const absent = aPost({ id: freshId(), newsletter: freshSlug() })
      expect(await annotate(absent, 'talk of food')).toBe(false)
      expect(await read(absent)).toBeUndefined()
    })
  })

  describe('a page', () => {
    /** Five posts of five days, put in no order. */
    const five = async (waiting: Waiting): Promise<Post[]> => {
      const newsletter = freshSlug()
      const made = new Map<number, Post>()
      for (const day of [3, 1, 5, 2, 4])
        made.set(day, await given({ newsletter, publishedAt: at(`2026-11-0${day}`) }, waiting))
      await soon(() => idsIn(newsletter, waiting)).toHaveLength(5)
      return [1, 2, 3, 4, 5].flatMap((day) => made.get(day) ?? [])
    }
    const pagesOf = async (newsletter: string, where: InboxPlace, page: InboxPage): Promise<string[][]> => {
      const pages: string[][] = []
      let after: string | undefined
      do {
        const found = await posts.waiting(newsletter, where, { ...page, ...(after && { after }) })
        pages.push(found.posts.map(({ id }) => id))
        after = found.next
      } while (after !== undefined)
      return pages
    }
    const ids = (all: readonly Post[]): string[] => all.map(({ id }) => id)

    test('has the newest fresh posts first, and leads on to the others', async () => {
      const made = await five(FRESH)
      const [newsletter, newest] = [made[0]?.newsletter ?? '', ids(made.toReversed())]
      expect(await pagesOf(newsletter, FRESH, { limit: 2 })).toEqual([
        newest.slice(0, 2),
        newest.slice(2, 4),
        newest.slice(4),
      ])
      expect(await pagesOf(newsletter, FRESH, { limit: 5 })).toEqual([newest])
      expect(await pagesOf(newsletter, FRESH, { limit: 4 })).toEqual([newest.slice(0, 4), newest.slice(4)])
    })

    test('of a backlog has the oldest first, whose turn is next, unless the newest are asked for', async () => {
      const made = await five(BACKLOG)
      const newsletter = made[0]?.newsletter ?? ''
      expect((await pagesOf(newsletter, BACKLOG, { limit: 2 })).flat()).toEqual(ids(made))
      expect((await pagesOf(newsletter, BACKLOG, { limit: 2, newestFirst: true })).flat()).toEqual(
        ids(made.toReversed()),
      )
    })

    test('of placed and of dropped posts has those first that were decided last', async () => {
      const made = await five(FRESH)
      const newsletter = made[0]?.newsletter ?? ''
      for (const [index, post] of made.slice(0, 3).entries())
        await drop(post, at(`2026-11-21T0${index}:00:00Z`))
      for (const post of made.slice(3))
        await posts.place(newsletter, post.id, undefined, post.publishedAt ?? NOON)
      await soon(() => pagesOf(newsletter, DROPPED, { limit: 2 })).toEqual([
        ids(made.slice(1, 3).toReversed()),
        ids(made.slice(0, 1)),
      ])
      await soon(() => idsIn(newsletter, PLACED)).toEqual(ids(made.slice(3).toReversed()))
    })

    test('goes on where it ended though that post was dropped meanwhile', async () => {
      const made = await five(FRESH)
      const newsletter = made[0]?.newsletter ?? ''
      const [oldest, second, third, fourth] = ids(made)
      const { next = '' } = await posts.waiting(newsletter, FRESH, { limit: 2 })
      await posts.drop(newsletter, fourth ?? '', NOON)
      expect(await idsIn(newsletter, FRESH, { limit: 2, after: next })).toEqual([third, second])
      expect(await idsIn(newsletter, FRESH, { limit: 3, after: next })).toEqual([third, second, oldest])
    })

    test('of a newsletter without posts is empty, and the last', async () => {
      expect(await posts.waiting(freshSlug(), FRESH, { limit: 3 })).toEqual({ posts: [] })
    })
  })
})
