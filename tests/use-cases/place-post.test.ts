import { expect, test } from 'vitest'
import { Conflict, Invalid, NotFound } from '#functions/core/errors.ts'
import { aCategory } from '#tests/support/builders.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const undated = { publishedAt: undefined, datePrecision: 'none' as const }

test('a post of the backlog is placed in the first category that takes it', async () => {
  const newsletter = await cloud.newsletter()
  const { id } = await cloud.post(newsletter, { categories: ['Culture'], ...undated })
  expect(await desk.placePost(newsletter, id)).toMatchObject({ category: 'culture', post: { id } })
  expect((await desk.posts.placed(newsletter.slug)).map((post) => post.id)).toEqual([id])
})

test('a post that falls into no category is placed where an editor says, and not without', async () => {
  const newsletter = await cloud.newsletter({ categories: [aCategory()] })
  const { id } = await cloud.post(newsletter, { categories: ['Else'], ...undated })
  await expect(desk.placePost(newsletter, id)).rejects.toThrow(/No category takes.*one of: news/)
  await expect(desk.placePost(newsletter, id, 'sport')).rejects.toThrow(Invalid)
  expect(await desk.placePost(newsletter, id, 'news')).toMatchObject({ category: 'news' })
})

test('a post that is not there, or that a digest holds, is not placed', async () => {
  const { newsletter, posts } = await cloud.weekly(1, 1)
  await expect(desk.placePost(newsletter, '0'.repeat(24))).rejects.toThrow(NotFound)
  await cloud.settle(newsletter)
  await expect(desk.placePost(newsletter, posts[0]?.id ?? '')).rejects.toThrow(Conflict)
})
