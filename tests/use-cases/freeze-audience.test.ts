import { expect, test } from 'vitest'
import { sesAccount } from '#functions/adapters/ses/account.ts'
import type { Batch } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import { Conflict } from '#functions/core/errors.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { freezeAudience } from '#functions/use-cases/freeze-audience.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { wireFreezeAudience } from '#functions/wiring/freeze-audience.ts'
import { newId } from '#functions/wiring/new-id.ts'
import { sesTemplateClient } from '#functions/wiring/ses-client.ts'
import { allReaders } from '#infra/local/report.ts'
import { deliver } from '#tests/support/deliver.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'

const cloud = await startTestCloud()

/** Approved, due, and not frozen yet. */
const approved = (newsletter: Newsletter): Promise<Digest> => cloud.until(newsletter, 'approved')

const batchesOf = async (digest: Digest, attempt = digest.attempt ?? ''): Promise<Batch[]> => {
  const rows = await Array.fromAsync(cloud.desk.ledger.batches(digestKey(digest), attempt))
  return rows.map(({ batch }) => batch)
}

/** Freezes as a new worker does, which asks SES anew how fast it may send. */
const freeze = async (newsletter: Newsletter): Promise<{ digest: Digest; batches: Batch[] }> => {
  const before = await approved(newsletter)
  expect(await deliver(wireFreezeAudience(), digestRefOf(before))).toBe(0)
  const digest = (await cloud.newest(newsletter)) ?? before
  return { digest, batches: await batchesOf(digest) }
}

/** The use case on the real parts, but for what a test replaces. */
const freezer = (over: Partial<Parameters<typeof freezeAudience>[0]>) => {
  const { newsletters, digests, subscribers, ledger } = cloud.desk
  const account = sesAccount(sesTemplateClient(), cloud.environment.CONFIGURATION_SET ?? '')
  return freezeAudience({
    newsletters,
    digests,
    subscribers,
    ledger,
    account,
    clock: systemClock,
    newId,
    alarm: () => {},
    ramps: false,
    ...over,
  })
}

test('everyone is counted: those who are mailed in batches, the others by their reason', async () => {
  const { newsletter, readers } = await cloud.weekly(5)
  const later = plusDays(cloud.now(), 7)
  const elsewhere = await cloud.reader(newsletter)
  await cloud.reader(newsletter, { pausedUntil: plusDays(cloud.now(), -1) })
  await cloud.reader(newsletter, { status: 'pending' })
  await cloud.reader(newsletter, { status: 'unsubscribed' })
  await cloud.reader(newsletter, { status: 'unsubscribed' })
  await cloud.reader(newsletter, { pausedUntil: later })
  await cloud.reader(newsletter, { movedTo: elsewhere.id })
  await cloud.reader(newsletter, { categories: ['culture'] })
  await cloud.reader(newsletter, { categories: [] })
  const { id } = await cloud.reader(newsletter)
  await cloud.desk.suppress(id, 'complaint')

  const { digest, batches } = await freeze(newsletter)
  const excluded = { pending: 1, unsubscribed: 2, paused: 1, moved: 1, 'nothing-chosen': 2, suppressed: 1 }
  expect(await cloud.desk.ledger.audience(digestKey(digest))).toMatchObject({
    attempt: digest.attempt,
    members: 7,
    excluded,
    waves: [{ dueAt: digest.dueAt, batches: 1, readers: 7 }],
  })
  expect(digest).toMatchObject({ totals: { audience: 15, waiting: 7, excluded: 8 }, excluded })
  const rows = [...(await allReaders(cloud.desk, newsletter.slug)).keys()]
  const [batch] = batches
  const place = (member: string | undefined) => rows.indexOf(member ?? '')
  expect(batch?.span).toBe(place(batch?.members.at(-1)) - place(batch?.members[0]) + 1)
  await expectPromiseKept(cloud, digest)

  await cloud.desk.subscribers.update(newsletter.slug, readers[0]?.id ?? '', { status: 'unsubscribed' })
  expect(await cloud.settle(newsletter)).toMatchObject({
    totals: { accepted: 6, excluded: 9 },
    excluded: { ...excluded, unsubscribed: 3 },
  })
})

test('two freezers at once seal one attempt, and a third changes nothing', async () => {
  const { newsletter } = await cloud.weekly(12)
  const ref = digestRefOf(await approved(newsletter))
  await Promise.all([deliver(wireFreezeAudience(), ref), deliver(wireFreezeAudience(), ref)])
  const frozen = await cloud.newest(newsletter)
  const audience = await cloud.desk.ledger.audience(digestKey(ref))
  expect(audience).toMatchObject({ attempt: frozen?.attempt, members: 12 })

  expect(await deliver(wireFreezeAudience(), ref)).toBe(0)
  expect(await cloud.newest(newsletter)).toEqual(frozen)
  expect(await cloud.desk.ledger.audience(digestKey(ref))).toEqual(audience)

  const sent = await cloud.settle(newsletter)
  expect(sent.totals).toMatchObject({ audience: 12, accepted: 12 })
  await expectPromiseKept(cloud, sent)
})

test('a freezer that did not see the other bows to its seal', async () => {
  const { newsletter } = await cloud.weekly(3)
  const before = await approved(newsletter)
  const { digests, ledger } = cloud.desk
  await deliver(wireFreezeAudience(), digestRefOf(before))
  const audience = await ledger.audience(digestKey(before))

  let looks = 0
  const blind = {
    ...ledger,
    async audience(key: string) {
      looks += 1
      return looks === 1 ? undefined : ledger.audience(key)
    },
  }
  const stale = { ...digests, get: async () => before }
  await expect(freezer({ digests: stale, ledger: blind })(before)).rejects.toThrow(Conflict)
  expect(await ledger.audience(digestKey(before))).toEqual(audience)
  expect(await cloud.newest(newsletter)).toMatchObject({ attempt: audience?.attempt })
})

test('a freezer that dies before its seal leaves batches that nobody sends', async () => {
  const { newsletter } = await cloud.weekly(3)
  const digest = await approved(newsletter)
  const { ledger } = cloud.desk
  const dies = { ...ledger, seal: () => Promise.reject(new Error('The worker died.')) }
  await expect(freezer({ ledger: dies })(digest)).rejects.toThrow('died')

  // Whoever subscribes before the next attempt is in it.
  await cloud.reader(newsletter)
  const sent = await cloud.settle(newsletter)
  expect(sent.totals).toMatchObject({ audience: 4, accepted: 4 })
  await expectPromiseKept(cloud, sent)
})

test('an audience that does not read back as it was sealed is not sent', async () => {
  const { newsletter } = await cloud.weekly(3)
  const digest = await approved(newsletter)
  const { ledger } = cloud.desk
  const forgets = {
    ...ledger,
    putBatches: (batches: readonly Batch[]) =>
      ledger.putBatches(batches.map((batch) => ({ ...batch, members: batch.members.slice(1), codes: '..' }))),
  }
  await expect(freezer({ ledger: forgets })(digest)).rejects.toThrow('does not read back')
  expect(await cloud.newest(newsletter)).toMatchObject({ status: 'approved' })
  expect((await cloud.newest(newsletter))?.attempt).toBeUndefined()
})

test('a digest without a single reader is sent to nobody', async () => {
  const { newsletter } = await cloud.weekly(0)
  const sent = await cloud.settle(newsletter)
  expect(sent).toMatchObject({ status: 'sent', totals: { audience: 0, accepted: 0 } })
})

test('a digest that was not approved is not frozen', async () => {
  const { newsletter } = await cloud.weekly(1)
  const draft = await cloud.drafted(newsletter)
  expect(await deliver(wireFreezeAudience(), digestRefOf(draft))).toBe(0)
  expect(await cloud.newest(newsletter)).toEqual(draft)
})

test.each([
  { rate: 14.9, size: 14 },
  { rate: 0.5, size: 1 },
  { rate: 900, size: 50 },
])('at $rate readers a second a batch holds $size, and only the last is short', async ({ rate, size }) => {
  const readers = size === 1 ? 4 : size + 2
  const { newsletter } = await cloud.weekly(readers)
  await cloud.setAccount({ maxSendRate: rate })
  const { digest, batches } = await freeze(newsletter)
  await cloud.setAccount({ maxSendRate: 50 })

  expect(await cloud.desk.ledger.audience(digestKey(digest))).toMatchObject({ batchSize: size })
  expect(batches.length).toBe(Math.ceil(readers / size))
  expect(batches.slice(0, -1).every(({ members }) => members.length === size)).toBe(true)
  const members = batches.flatMap((batch) => batch.members)
  expect(members).toEqual([...new Set(members)].toSorted())
  await cloud.desk.digests.replace({ ...digest, status: 'cancelled' })
})

test('adding an address that left does not revive it', async () => {
  const { newsletter, readers } = await cloud.weekly(1)
  const [reader] = readers
  if (reader === undefined) throw new Error('No reader')
  await cloud.desk.subscribers.update(newsletter.slug, reader.id, { status: 'unsubscribed' })
  const { id, suppressed, ...again } = reader
  expect(await cloud.desk.addSubscriber(again)).toMatchObject({ id, status: 'unsubscribed' })
  expect(await cloud.desk.subscribers.get(newsletter.slug, id)).toMatchObject({ status: 'unsubscribed' })
})
