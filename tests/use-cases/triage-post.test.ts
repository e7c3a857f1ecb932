import { expect, test } from 'vitest'
import { Conflict, Invalid, NotFound } from '#functions/core/errors.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import type { InboxPlace } from '#functions/use-cases/ports.ts'
import { Triage } from '#functions/use-cases/triage-post.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const FRESH: InboxPlace = { place: 'fresh' }
const PLACED: InboxPlace = { place: 'placed' }
const DROPPED: InboxPlace = { place: 'dropped' }
const NEWS: InboxPlace = { place: 'backlog', category: 'news' }

const idsIn = async (newsletter: Newsletter, place: InboxPlace): Promise<string[]> =>
  (await desk.listInbox(newsletter, place, { limit: 50 })).items.map(({ post }) => post.id)

const read = ({ newsletter, id }: Post) => desk.posts.get(newsletter, id)

/** Decides, and takes it back by what was answered. */
const thereAndBack = async (newsletter: Newsletter, post: Post, step: Triage): Promise<Triage> => {
  const before = await read(post)
  const decided = await desk.triage(newsletter, post.id, step)
  expect(decided.post).toEqual(before)
  await desk.triage(newsletter, post.id, decided.undo)
  return decided.undo
}

test('an accepted post is the next digest’s in the category named, and undone waits by its date again', async () => {
  const newsletter = await cloud.newsletter()
  const post = await cloud.post(newsletter)
  expect(await thereAndBack(newsletter, post, { verb: 'accept', category: 'culture' })).toEqual({
    verb: 'release',
  })
  expect(await idsIn(newsletter, FRESH)).toEqual([post.id])
  await desk.triage(newsletter, post.id, { verb: 'accept', category: 'culture' })
  const [item] = (await desk.listInbox(newsletter, PLACED, { limit: 5 })).items
  expect(item).toMatchObject({ post: { id: post.id }, categories: ['culture'], accepted: true })
  expect(await thereAndBack(newsletter, post, { verb: 'accept', category: 'news' })).toEqual({
    verb: 'accept',
    category: 'culture',
  })
  expect((await read(post))?.placedIn).toBe('culture')
})

test('a dropped post is in no digest, is found where it stands, and comes back', async () => {
  const { newsletter, posts } = await cloud.weekly(0, 2)
  const [dropped, kept] = posts
  if (dropped === undefined || kept === undefined) throw new Error('No posts')
  expect(await desk.triage(newsletter, dropped.id, { verb: 'drop' })).toMatchObject({
    undo: { verb: 'release' },
  })
  expect(await idsIn(newsletter, DROPPED)).toEqual([dropped.id])
  const draft = await cloud.drafted(newsletter)
  const content = await desk.digests.content(draft, draft.revision)
  expect(content?.entries.map(({ post }) => post)).toEqual([kept.id])

  await desk.triage(newsletter, dropped.id, { verb: 'release' })
  expect(await idsIn(newsletter, FRESH)).toContain(dropped.id)
  expect(await idsIn(newsletter, DROPPED)).toEqual([])
})

test('dropping what was accepted is undone by accepting it, and releasing what was dropped by dropping it', async () => {
  const newsletter = await cloud.newsletter()
  const post = await cloud.post(newsletter)
  await desk.triage(newsletter, post.id, { verb: 'accept' })
  expect(await thereAndBack(newsletter, post, { verb: 'drop' })).toEqual({ verb: 'accept' })
  expect(await idsIn(newsletter, PLACED)).toEqual([post.id])
  await desk.triage(newsletter, post.id, { verb: 'drop' })
  expect(await thereAndBack(newsletter, post, { verb: 'release' })).toEqual({ verb: 'drop' })
  expect(await idsIn(newsletter, DROPPED)).toEqual([post.id])
})

test('a released post that grew old meanwhile waits in the backlog that its rules name', async () => {
  const newsletter = await cloud.newsletter()
  const post = await cloud.post(newsletter, { publishedAt: plusDays(cloud.now(), -30) })
  await desk.triage(newsletter, post.id, { verb: 'accept', category: 'culture' })
  await desk.triage(newsletter, post.id, { verb: 'release' })
  expect(await idsIn(newsletter, NEWS)).toEqual([post.id])
})

test('a note of an editor stays through a new submission, and is undone to what it was', async () => {
  const newsletter = await cloud.newsletter()
  const post = await cloud.post(newsletter, { contentNote: 'as its source says' })
  const again = { title: post.title, url: post.url, contentNote: 'as its source says now' }
  expect(await thereAndBack(newsletter, post, { verb: 'note', note: 'talk of food' })).toEqual({
    verb: 'note',
    note: 'as its source says',
    from: 'source',
  })
  await desk.triage(newsletter, post.id, { verb: 'note', note: null })
  await desk.submitPost(newsletter, again)
  expect(await read(post)).not.toHaveProperty('contentNote')
  await desk.importPosts(newsletter, [again])
  expect(await read(post)).not.toHaveProperty('contentNote')
})

test.each(['Describes torture.', null])(
  'a note that is undone to what the source said, %j, is the source’s to say anew',
  async (said) => {
    const newsletter = await cloud.newsletter()
    const post = await cloud.post(newsletter, { contentNote: said ?? undefined })
    await thereAndBack(newsletter, post, { verb: 'note', note: 'talk of food' })
    expect(await read(post)).toEqual(post)
    const contentNote = 'Describes the death of children.'
    await desk.submitPost(newsletter, { title: post.title, url: post.url, contentNote })
    expect(await read(post)).toMatchObject({ contentNote })
  },
)

test('a note of an editor that another one took the place of is undone to the first, and stays', async () => {
  const newsletter = await cloud.newsletter()
  const post = await cloud.post(newsletter)
  await desk.triage(newsletter, post.id, { verb: 'note', note: 'talk of food' })
  expect(await thereAndBack(newsletter, post, { verb: 'note', note: 'talk of war' })).toEqual({
    verb: 'note',
    note: 'talk of food',
  })
  await desk.submitPost(newsletter, { title: post.title, url: post.url, contentNote: 'as its source says' })
  expect(await read(post)).toMatchObject({ contentNote: 'talk of food', noteFrom: 'editor' })
})

test('a note is one line without blanks at its ends, of which nothing left is none', () => {
  expect(Triage.parse({ verb: 'note', note: ' talk\n of food ' })).toEqual({
    verb: 'note',
    note: 'talk of food',
  })
  expect(Triage.parse({ verb: 'note', note: ' ' })).toEqual({ verb: 'note', note: null })
  expect(Triage.safeParse({ verb: 'note', note: 'x'.repeat(201) }).success).toBe(false)
})

test('nothing is decided of a post that a digest holds, that is not there, or for a category that is not', async () => {
  const { newsletter, posts } = await cloud.weekly(1, 1)
  const [post] = posts
  await expect(desk.triage(newsletter, '0'.repeat(24), { verb: 'drop' })).rejects.toThrow(NotFound)
  await expect(
    desk.triage(newsletter, post?.id ?? '', { verb: 'accept', category: 'sport' }),
  ).rejects.toThrow(Invalid)
  await cloud.settle(newsletter)
  for (const step of [
    { verb: 'accept' },
    { verb: 'drop' },
    { verb: 'release' },
    { verb: 'note', note: null },
  ] as const)
    await expect(desk.triage(newsletter, post?.id ?? '', step)).rejects.toThrow(Conflict)
})
