import { expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { plusDays, plusSeconds, toInstant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import { wireDraftDigest } from '#functions/wiring/draft-digest.ts'
import { aCategory } from '#tests/support/builders.ts'
import { deliver } from '#tests/support/deliver.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()

/** Drafts the digest of a newsletter's present slot. */
const draft = async (newsletter: Newsletter): Promise<Digest | undefined> => {
  await cloud.step()
  return cloud.newest(newsletter)
}

const titles = async (digest: Digest | undefined): Promise<string[]> => {
  const content = digest && (await cloud.desk.digests.content(digest, digest.revision))
  return content?.entries.map(({ title }) => title).toSorted() ?? []
}

/** A post of no date waits in its category's backlog. */
const undated = { publishedAt: undefined, datePrecision: 'none' } satisfies SubmittedPost

test('asking twice at once, and again later, makes one digest', async () => {
  const { newsletter } = await cloud.weekly(0)
  const date = '2030-01-01'
  const request = { newsletter: newsletter.slug, kind: 'regular', date, dueAt: cloud.now() }
  const worker = wireDraftDigest()
  await Promise.all([deliver(worker, request), deliver(worker, request)])
  const first = await cloud.newest(newsletter)
  await cloud.post(newsletter)
  expect(await deliver(worker, request)).toBe(0)
  expect(await cloud.newest(newsletter)).toEqual(first)
  expect(await titles(first)).toHaveLength(2)
  expect(await cloud.desk.digests.latest(newsletter.slug, 5)).toHaveLength(1)
})

test('posts are grouped by category in the newsletter’s order, newest first, and capped in the mail', async () => {
  const newsletter = await cloud.newsletter({ entriesPerCategory: 2 })
  const ago = (hours: number) => ({ publishedAt: plusSeconds(cloud.now(), -3600 * hours) })
  await cloud.post(newsletter, { title: 'oldest', ...ago(3) })
  await cloud.post(newsletter, { title: 'newest', ...ago(1) })
  await cloud.post(newsletter, { title: 'both', categories: ['Culture', 'News'], ...ago(2) })
  await cloud.post(newsletter, { title: 'neither', categories: ['Sport'] })
  const digest = await draft(newsletter)
  const content = digest && (await cloud.desk.digests.content(digest, 1))
  const titleOf = new Map(content?.entries.map(({ post, title }) => [post, title]))
  const sections = content?.sections.map(({ name, entries, mailed }) => ({
    name,
    entries: entries.map((post) => titleOf.get(post)),
    mailed,
  }))
  expect(sections).toEqual([
    { name: 'News', entries: ['newest', 'both', 'oldest'], mailed: 2 },
    { name: 'Culture', entries: ['both'], mailed: 1 },
    { name: 'Everything else', entries: ['neither'], mailed: 1 },
  ])
})

test('a post that was used is not used again, and a late one is in the next digest', async () => {
  const { newsletter } = await cloud.weekly(1, 2)
  const cutOff = await draft(newsletter)
  await cloud.post(newsletter, { title: 'Late', publishedAt: plusDays(cloud.now(), -2) })
  const sent = await cloud.settle(newsletter)
  expect(sent.status).toBe('sent')
  expect(await titles(sent)).not.toContain('Late')
  expect(cutOff?.cutOffAt).toBe(sent.cutOffAt)

  await cloud.nextSlot(newsletter)
  expect(await titles(await draft(newsletter))).toEqual(['Late'])
})

test('a post that is re-published under the same address is not used again', async () => {
  const newsletter = await cloud.newsletter()
  await cloud.reader(newsletter)
  const url = 'https://news.example/again'
  await cloud.post(newsletter, { title: 'First words', url })
  await cloud.settle(newsletter)
  await cloud.nextSlot(newsletter)
  await cloud.post(newsletter, { title: 'Other words', url: `${url}/?utm_source=feed` })
  expect(await draft(newsletter)).toMatchObject({ status: 'skipped' })
})

test('the posts of a digest that was cancelled before its first call are free again', async () => {
  const { newsletter, posts } = await cloud.weekly(1)
  const approved = await cloud.until(newsletter, 'approved')
  await cloud.desk.digests.replace({ ...approved, status: 'cancelled', closedAt: cloud.now() })
  await cloud.nextSlot(newsletter)
  expect(await titles(await draft(newsletter))).toEqual(posts.map(({ title }) => title).toSorted())
})

test('the posts of a digest that was cancelled after its first call stay used', async () => {
  const { newsletter } = await cloud.weekly(1)
  const sending = await cloud.until(newsletter, 'sending')
  expect(sending.firstCallAt).toBeDefined()
  await cloud.desk.digests.replace({ ...sending, status: 'cancelled', closedAt: cloud.now() })
  await cloud.nextSlot(newsletter)
  expect(await draft(newsletter)).toMatchObject({ status: 'skipped' })
})

test('with nothing to say the digest is skipped, with the reason, and stays skipped', async () => {
  const newsletter = await cloud.newsletter({ categories: [aCategory()] })
  await cloud.reader(newsletter)
  await cloud.post(newsletter, { categories: ['Something else'] })
  await draft(newsletter)
  await cloud.step()
  const skipped = await cloud.newest(newsletter)
  expect(skipped).toMatchObject({
    status: 'skipped',
    reason: 'No unused post falls into any of its categories.',
  })
  expect(skipped?.closedAt).toBeDefined()
  await cloud.post(newsletter)
  await cloud.step()
  expect(await cloud.newest(newsletter)).toEqual(skipped)
  expect(cloud.accepted(skipped as Digest)).toEqual([])
})

test('posts older than the look-back wait in the backlog, younger ones are drafted', async () => {
  const newsletter = await cloud.newsletter({ lookBackDays: 7 })
  await cloud.post(newsletter, { title: 'Young', publishedAt: plusDays(cloud.now(), -6) })
  await cloud.post(newsletter, { title: 'Old', publishedAt: plusDays(cloud.now(), -8) })
  await cloud.post(newsletter, { title: 'Undated', ...undated })
  expect(await titles(await draft(newsletter))).toEqual(['Young'])
})

test('the backlog drips into each week’s digest, oldest first, and ends', async () => {
  const newsletter = await cloud.newsletter({ categories: [aCategory({ dripPerWeek: 2 })] })
  await cloud.reader(newsletter)
  for (const position of [0, 1, 2])
    await cloud.post(newsletter, { title: `Undated ${position}`, position, ...undated })
  await cloud.post(newsletter, { title: 'Dated', publishedAt: plusDays(cloud.now(), -60) })
  const weeks: string[][] = []
  for (let week = 0; week < 3; week += 1) {
    weeks.push(await titles(await cloud.settle(newsletter)))
    await cloud.nextSlot(newsletter)
  }
  expect(weeks).toEqual([['Dated', 'Undated 0'], ['Undated 1', 'Undated 2'], []])
})

test('a post that grew older than the look-back before any digest took it is shelved, and drips in', async () => {
  const newsletter = await cloud.newsletter({
    lookBackDays: 1,
    categories: [aCategory({ dripPerWeek: 1 })],
  })
  await draft(newsletter)
  const aged = await cloud.post(newsletter, { title: 'aged' })
  cloud.pass(7 * 24 * 3600)
  expect(await titles(await draft(newsletter))).toEqual(['aged'])
  const [digest] = await cloud.desk.digests.latest(newsletter.slug, 1)
  expect(digest?.status).toBe('draft')
  expect(
    (await Array.fromAsync(cloud.desk.posts.backlog(newsletter.slug, 'news'))).map(({ id }) => id),
  ).toEqual([aged.id])
})

test('a post that was placed by hand is in the next digest beyond the drip, in the category that was named', async () => {
  const newsletter = await cloud.newsletter({
    categories: [aCategory({ dripPerWeek: 1 }), aCategory({ id: 'culture', name: 'Culture' })],
  })
  await cloud.reader(newsletter)
  await cloud.post(newsletter, { title: 'First in line', ...undated, position: 0 })
  const last = await cloud.post(newsletter, { title: 'Last in line', ...undated, position: 1 })
  const unfiled = await cloud.post(newsletter, { title: 'Unfiled', categories: ['Else'], ...undated })
  await cloud.desk.placePost(newsletter, last.id)
  await cloud.desk.placePost(newsletter, unfiled.id, 'culture')
  const digest = await cloud.settle(newsletter)
  expect(await titles(digest)).toEqual(['First in line', 'Last in line', 'Unfiled'])
  const content = await cloud.desk.digests.content(digest, digest.revision)
  expect(content?.entries.find(({ post }) => post === unfiled.id)?.categories).toEqual(['culture'])
  await cloud.nextSlot(newsletter)
  expect(await titles(await draft(newsletter))).toEqual([])
})

test('the posts of a month’s page are spread over its weekly digests, in page order', {
  timeout: 60_000,
}, async () => {
  const newsletter = await cloud.newsletter()
  await cloud.reader(newsletter)
  const [year = 0, month = 0] = cloud.now().split('-').map(Number)
  const next = toInstant(Date.UTC(year, month, 1))
  const submitted = Array.from({ length: 8 }, (_, position) => ({
    title: `Post ${position}`,
    publishedAt: next,
    datePrecision: 'month' as const,
    categories: ['News'],
    text: `What it says in ${position} words.`,
    position,
  }))
  await cloud.desk.importPosts(newsletter, submitted)
  const weeks: string[][] = []
  for (let week = 0; week < 10; week += 1) {
    const found = await titles(await cloud.settle(newsletter))
    if (found.length > 0) weeks.push(found)
    await cloud.nextSlot(newsletter)
  }
  expect(weeks.flat()).toEqual(submitted.map(({ title }) => title))
  expect(weeks.length).toBeGreaterThanOrEqual(4)
  expect(Math.max(...weeks.map(({ length }) => length))).toBeLessThanOrEqual(3)
})
