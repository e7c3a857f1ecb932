import { expect, test } from 'vitest'
import { digestKey } from '#functions/core/digest-key.ts'
import { plusDays } from '#functions/core/instant.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'

const cloud = await startTestCloud()
const { tick, drain } = cloud.workers
const DAY = 86_400

/** A step in which two ticks run at once, as when one of them is late. */
const twofold = async (): Promise<void> => {
  await Promise.all([tick(), tick()])
  await drain()
  await cloud.inbox.idle()
  await drain()
  cloud.pass(1)
}

test('two ticks at once do no harm: one digest, and everyone is mailed once', async () => {
  const { newsletter, readers } = await cloud.weekly(8)
  await twofold()
  await cloud.until(newsletter, 'approved')
  for (let steps = 0; steps < 6; steps += 1) await twofold()
  const digest = await cloud.settle(newsletter)
  expect(digest).toMatchObject({ status: 'sent', totals: { accepted: readers.length } })
  expect(await cloud.desk.digests.latest(newsletter.slug, 5)).toHaveLength(1)
  await expectPromiseKept(cloud, digest)
})

test('nothing is drafted before its slot, and once it is drafted its slot is over', async () => {
  const { newsletter } = await cloud.weekly(1)
  await cloud.settle(newsletter)
  await cloud.step()
  const first = await cloud.newest(newsletter)
  if (first === undefined) throw new Error('No digest')
  await cloud.step()
  expect(await cloud.newest(newsletter)).toEqual(first)
  cloud.pass(6 * DAY)
  await cloud.post(newsletter)
  await cloud.step()
  expect(await cloud.newest(newsletter)).toEqual(first)
  await cloud.nextSlot(newsletter)
  await cloud.step()
  const second = await cloud.newest(newsletter)
  expect(digestKey(second ?? first)).not.toBe(digestKey(first))
})

test('a slot that passed during an outage is drafted when the ticks are back', async () => {
  const { newsletter, posts } = await cloud.weekly(2)
  const slot = cloud.now()
  cloud.pass(3 * DAY)
  await cloud.step()
  const digest = await cloud.newest(newsletter)
  expect(digest).toMatchObject({ status: 'draft', date: slot.slice(0, 10) })
  expect(digest && digest.dueAt <= slot).toBe(true)
  const content = digest && (await cloud.desk.digests.content(digest, 1))
  expect(content?.entries).toHaveLength(posts.length)
  const sent = await cloud.until(newsletter, 'sent')
  expect(sent.totals).toMatchObject({ accepted: 2 })
})

test('of two slots that passed, the later is drafted with the posts of both, and the earlier says why it is not', async () => {
  const { newsletter, posts } = await cloud.weekly(2)
  cloud.pass(8 * DAY)
  await cloud.step()
  const [last, ...missed] = await cloud.desk.digests.latest(newsletter.slug, 5)
  const content = last && (await cloud.desk.digests.content(last, 1))
  expect(content?.entries).toHaveLength(posts.length)
  expect(missed).toHaveLength(1)
  for (const digest of missed)
    expect(digest).toMatchObject({ status: 'skipped', reason: expect.stringContaining('slot passed') })
  await cloud.step()
  expect(await cloud.desk.digests.latest(newsletter.slug, 5)).toHaveLength(2)
})

test('a worker that died is asked again, but only after its lease', async () => {
  const { newsletter } = await cloud.weekly(2)
  const approved = await cloud.until(newsletter, 'approved')
  // Asked by a tick, and dead since.
  const asked = { step: 'freeze', at: cloud.now() } as const
  await cloud.desk.digests.replace({ ...approved, asked })
  await cloud.step(20)
  await cloud.step(20)
  expect(await cloud.newest(newsletter)).toMatchObject({ status: 'approved', asked })
  await cloud.step()
  expect((await cloud.newest(newsletter))?.attempt).toBeDefined()
  expect((await cloud.settle(newsletter)).status).toBe('sent')
})

test('an approved digest waits for its hour', async () => {
  const { newsletter } = await cloud.weekly(1)
  const drafted = await cloud.drafted(newsletter)
  await cloud.desk.digests.replace({ ...drafted, dueAt: plusDays(cloud.now(), 1) })
  const approved = await cloud.until(newsletter, 'approved')
  await cloud.step()
  await cloud.step()
  expect(await cloud.newest(newsletter)).toEqual(approved)
  cloud.pass(DAY)
  expect((await cloud.settle(newsletter)).totals).toMatchObject({ accepted: 1 })
})
