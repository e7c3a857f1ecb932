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
