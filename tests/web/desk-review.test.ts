import { expect, test } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { signedIn } from '#tests/support/desk-visitor.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const ben = await signedIn(cloud, 'Ben Okoro')

const aDraft = async (over: Partial<Newsletter> = {}) => {
  const { newsletter } = await cloud.weekly(1, 2, over)
  const digest = await cloud.drafted(newsletter)
  return { newsletter, digest, path: deskPath(digest) }
}

test('what was approved is shown as it was approved, whatever is set since', async () => {
  const { newsletter, digest, path } = await aDraft({ name: 'The Old Name' })
  await (await ben.visit(`${path}/review`)).press('Approve')
  await cloud.workers.drain()
  await desk.newsletters.put({ ...newsletter, name: 'The New Name', languages: ['ar'] })
  expect((await desk.digests.get(digest))?.status).toBe('approved')
  const review = await ben.visit(`${path}/review`)
  expect(review.text).toContain('The Old Name: ')
  expect((await ben.visit(`${path}/mail?part=text`)).html).toContain('The Old Name')
  expect((await ben.visit(`${path}/mail?part=text&language=ar`)).html).toContain('The Old Name')
})

test('what is in the way cannot be approved, by no button and no request', async () => {
  const { digest, path } = await aDraft()
  const shown = await ben.visit(`${path}/review`)
  await cloud.setAccount({ sendingEnabled: false })
  cloud.pass(600)
  const refused = await shown.press('Approve')
  expect([refused.status, refused.text]).toEqual([
    409,
    expect.stringContaining('What is in the way must be put right first.'),
  ])
  expect((await desk.digests.get(digest))?.status).toBe('draft')
  await cloud.setAccount({ sendingEnabled: true })
  cloud.pass(600)
})

test('a draft that changed since it was reviewed cannot be approved as it was', async () => {
  const { digest, path } = await aDraft()
  const shown = await ben.visit(`${path}/review`)
  const content = await desk.digests.content(digest, 1)
  await desk.editDigest(digest, { by: 'Ada Marlow' }, [
    { verb: 'drop', post: content?.entries[0]?.post ?? '' },
  ])
  const refused = await shown.press('Approve')
  expect([refused.status, refused.text]).toEqual([
    409,
    expect.stringContaining('Revision 1 was shown, but 2 is the latest.'),
  ])
})

test('whose approval an edit took back is told, with what changed since', async () => {
  const { digest, path } = await aDraft()
  await (await ben.visit(`${path}/review`)).press('Approve')
  await cloud.workers.drain()
  const content = await desk.digests.content(digest, 1)
  const [entry] = content?.entries ?? []
  await desk.editDigest(digest, { by: 'Ada Marlow' }, [
    { verb: 'title', post: entry?.post ?? '', text: 'Said otherwise' },
  ])
  const review = await ben.visit(`${path}/review`)
  expect(review.text).toContain('Ben Okoro had approved revision 1; an edit after it took the approval back.')
  const changed = await ben.visit(review.links().find((link) => link.includes('?from=1')) ?? '')
  expect(changed.text).toContain('Ada Marlow saved it')
  expect(changed.html).toMatch(/<ins>.*otherwise.*<\/ins>/s)
})

test('a story typed in by hand whose address is stored stays as its source tells it', async () => {
  const { newsletter, digest, path } = await aDraft()
  const post = await cloud.post(newsletter, { title: 'As its source has it', publishedAt: cloud.now() })
  const fields = { revision: '1', title: 'Typed', url: post.url ?? '', category: 'news' }
  expect((await ben.post(`${path}/add`, fields)).status).toBe(200)
  expect(await desk.posts.get(newsletter.slug, post.id)).toMatchObject({ title: 'As its source has it' })
  expect((await desk.digests.content(digest, 2))?.entries.map(({ title }) => title)).toContain(
    'As its source has it',
  )
  const twice = await ben.post(`${path}/add`, { ...fields, revision: '2' })
  expect([twice.status, twice.text]).toEqual([409, expect.stringContaining('already')])
  expect((await ben.post(`${path}/add`, { ...fields, url: '', date: '22.11.2026' })).status).toBe(422)
})
