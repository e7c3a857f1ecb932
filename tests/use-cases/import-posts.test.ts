import { expect, test } from 'vitest'
import type { SubmittedPost } from '#functions/core/post.ts'
import { at } from '#tests/support/builders.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { desk } = cloud

const ferry: SubmittedPost = {
  title: 'The ferry is late',
  text: 'It waits at the quay. Nobody knows why.',
  position: 0,
}
const mill: SubmittedPost = { title: 'The mill', text: 'It stands still.', position: 1 }

const stored = async (slug: string, category: string) => Array.fromAsync(desk.posts.backlog(slug, category))

test('importing a page again adds nothing, and keeps its order', async () => {
  const newsletter = await cloud.newsletter()
  const page = [ferry, mill].map((post) => ({ ...post, categories: ['News'] }))
  expect(await desk.importPosts(newsletter, page)).toEqual({ added: 2, updated: 0, kept: 0 })
  expect(await desk.importPosts(newsletter, page)).toEqual({ added: 0, updated: 2, kept: 0 })
  expect((await stored(newsletter.slug, 'news')).map(({ title }) => title)).toEqual([
    'The ferry is late',
    'The mill',
  ])
})

test('one story on several pages is one post with what all of them say of it', async () => {
  const newsletter = await cloud.newsletter()
  await desk.importPosts(newsletter, [{ ...ferry, categories: ['News'], publisher: 'Quay News' }])
  const day = { publishedAt: at('2016-04-05'), datePrecision: 'day' as const }
  await desk.importPosts(newsletter, [{ ...ferry, ...day, tags: ['ice'], authors: ['Mira'] }])
  const month = { publishedAt: at('2016-04-01'), datePrecision: 'month' as const }
  const excerpt = { text: 'It waits at the quay. Nobody knows why.', continues: true }
  const later = await desk.importPosts(newsletter, [
    { ...ferry, ...month, ...excerpt, categories: ['Culture'] },
  ])
  expect(later).toEqual({ added: 0, updated: 1, kept: 0 })
  expect(await stored(newsletter.slug, 'news')).toEqual([
    expect.objectContaining({
      ...day,
      categories: ['News', 'Culture'],
      tags: ['ice'],
      authors: ['Mira'],
      publisher: 'Quay News',
      continues: false,
    }),
  ])
})

test('a fuller text replaces an excerpt, and no excerpt a fuller text', async () => {
  const newsletter = await cloud.newsletter()
  const start =
    'It waits at the quay, where it has been since the river froze over in the first week of winter, '
  const short = { title: 'The ferry', text: `${start}they say […]`, continues: true }
  const full = { title: 'The ferry', text: `${start}they say. Nobody knows why it should.`, continues: false }
  for (const post of [short, full, short]) await desk.importPosts(newsletter, [post])
  const [post] = await stored(newsletter.slug, 'other')
  expect(post?.continues).toBe(false)
  expect(await desk.posts.text(newsletter.slug, post?.id ?? '')).toBe(full.text)
})

test('progress counts the posts of the page', async () => {
  const newsletter = await cloud.newsletter()
  const done: number[] = []
  await desk.importPosts(newsletter, [ferry, mill], (count) => done.push(count))
  expect(done).toEqual([1, 2])
})

test('posts of one title and opening on different days are different posts, however often they are imported', async () => {
  const newsletter = await cloud.newsletter()
  const text = 'This is an open thread: write what moves you, be kind to each other, and stay on the lake.'
  const thread = (day: number) => ({
    title: 'Open thread',
    text,
    publishedAt: at(`2016-04-0${day}`),
    datePrecision: 'day' as const,
  })
  const page = [thread(3), thread(2), thread(1)]
  expect(await desk.importPosts(newsletter, page)).toEqual({ added: 3, updated: 0, kept: 0 })
  for (const again of [page, page.toReversed(), page.slice(1)])
    expect(await desk.importPosts(newsletter, again)).toMatchObject({ added: 0, kept: 0 })
  expect(await stored(newsletter.slug, 'other')).toHaveLength(3)
})

test('what two posts say of one article at its address stays two posts', async () => {
  const newsletter = await cloud.newsletter()
  const url = 'https://quay.example/article'
  const one = { title: 'On the ferry', text: 'It is the harbour’s fault, if you ask me.', url }
  const other = { title: 'Once more on it', text: 'I was wrong about the harbour last week.', url }
  expect(await desk.importPosts(newsletter, [one, other])).toEqual({ added: 2, updated: 0, kept: 0 })
  expect(await desk.importPosts(newsletter, [other, one])).toMatchObject({ added: 0 })
})

test('a page of titles alone takes no text away', async () => {
  const newsletter = await cloud.newsletter()
  const url = 'https://quay.example/ferry'
  await desk.importPosts(newsletter, [{ title: 'The ferry', excerpt: 'It waits.', continues: true, url }])
  await desk.importPosts(newsletter, [{ title: 'The ferry', text: '', url }])
  expect((await stored(newsletter.slug, 'other'))[0]?.excerpt).toBe('It waits.')
})

test('a post that pages file under more names than a post may have keeps fifty', async () => {
  const newsletter = await cloud.newsletter()
  const tags = (from: number) => Array.from({ length: 40 }, (_, index) => `tag ${from + index}`)
  await desk.importPosts(newsletter, [{ ...ferry, tags: tags(0) }])
  await desk.importPosts(newsletter, [{ ...ferry, tags: tags(40) }])
  expect((await stored(newsletter.slug, 'other'))[0]?.tags).toHaveLength(50)
})
