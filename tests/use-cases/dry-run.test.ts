import { describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { DryRunResult } from '#functions/core/job.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { sendDollars } from '#functions/core/prices.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type DryRunDeps, dryRun } from '#functions/use-cases/dry-run.ts'
import {
  aContent,
  aDigest,
  aNewsletter,
  anAudience,
  aSubscriber,
  at,
  readerId,
  SLOT_AT,
} from '#tests/support/builders.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { desk } = cloud

/** What the job that drafting asked for came to. */
const counted = async (newsletter: Newsletter): Promise<DryRunResult> => {
  const [job] = await desk.jobs.latest(newsletter.slug, 1)
  if (job?.result?.kind !== 'dry-run') throw new Error(`Not counted: ${JSON.stringify(job)}`)
  expect(job).toMatchObject({ status: 'done', by: 'drafting', progress: { of: 16 } })
  return job.result
}

test('a draft’s readers are counted by themselves, as the freeze then shares them out', async () => {
  const newsletter = await cloud.newsletter({ languages: ['de'] })
  await cloud.post(newsletter)
  await cloud.post(newsletter, { categories: ['Culture'] })
  for (const over of [
    {},
    { layout: 'plain' },
    { language: 'de' },
    { categories: ['culture'] },
    { categories: ['other'] },
    { frequency: 'monthly' },
    { status: 'pending' },
    { status: 'unsubscribed' },
    { pausedUntil: plusDays(cloud.now(), 7) },
    { pausedUntil: plusDays(cloud.now(), -1) },
  ] satisfies Partial<Subscriber>[])
    await cloud.reader(newsletter, over)
  const draft = await cloud.drafted(newsletter)
  const before = await desk.digests.get(draft)
  const result = await counted(newsletter)
  expect(await desk.ledger.audience(digestKey(draft))).toBeUndefined()
  expect(await desk.digests.get(draft)).toEqual(before)

  await cloud.until(newsletter, 'sending')
  const sealed = await desk.ledger.audience(digestKey(draft))
  expect(result).toMatchObject({
    digest: digestKey(draft),
    revision: 1,
    members: sealed?.members,
    excluded: sealed?.excluded,
    waves: sealed?.waves.map(({ dueAt, readers }) => ({ dueAt, readers })),
    calls: sealed?.waves.reduce((sum, { batches }) => sum + batches, 0),
    variants: { 'full-en': 3, 'plain-en': 1, 'full-de': 1 },
    categories: { news: 4, culture: 5 },
    lastCallAt: null,
    dollars: sendDollars(5),
  })
  expect(result).toMatchObject({ audience: 10, members: 5 })
})

test('by local time it has a wave for each time at which clocks show it', async () => {
  const newsletter = await cloud.newsletter({ localHour: true })
  await cloud.post(newsletter)
  for (const zone of ['Asia/Seoul', 'Asia/Tokyo', 'America/Lima', undefined])
    await cloud.reader(newsletter, { ...(zone && { zone }) })
  const draft = await desk.draftNext(newsletter)
  await cloud.step()
  const result = await counted(newsletter)
  expect(result).toMatchObject({ digest: digestKey(draft.digest), members: 4, calls: 3 })
  expect(result.waves.map(({ readers }) => readers)).toEqual([2, 1, 1])
})

test('of a revision or a digest that is not there it fails in words', async () => {
  const { newsletter } = await cloud.weekly(1)
  const draft = await cloud.drafted(newsletter)
  for (const [digest, revision] of [
    [digestKey(draft), 9],
    [digestKey({ ...draft, date: '2001-01-02' }), 1],
  ] as const) {
    const asked = await desk.askForJob(newsletter.slug, { kind: 'dry-run', digest, revision }, 'Ada')
    await cloud.step()
    expect(await desk.jobs.get(asked)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining(digest),
    })
  }
})

describe('with many new readers', () => {
  const PACE = { window: SLOT_AT, callsPerSecond: 2, credit: 0, tried: true, calm: 3 }

  /** The count of readers that are in memory; whatever would write fails, since it is not there. */
  const countOf = (
    readers: readonly Subscriber[],
    over: Partial<DryRunDeps> = {},
    digest: Digest = aDigest(),
  ) =>
    dryRun({
      newsletters: { get: async () => aNewsletter() },
      digests: {
        get: async (ref: Digest) => (ref.kind === 'regular' ? digest : undefined),
        latest: async () => [],
        content: async () => aContent(),
      },
      subscribers: {
        async *range(_: string, range: string) {
          yield* readers.filter(({ id }) => id.startsWith(range))
        },
      },
      ledger: { audience: async () => undefined, ramp: async () => undefined, pace: async () => PACE },
      account: { state: async () => ({ maxSendRate: 14 }) },
      clock: () => at('2026-11-22T07:00:00Z'),
      ramps: true,
      ...over,
    } as unknown as DryRunDeps)(digestRefOf(digest), 1, async () => {})

  const readers = Array.from({ length: 1700 }, (_, number) =>
    aSubscriber({ id: readerId(number, (number % 16).toString(16)) }),
  )

  test('they come in day by day, and nothing is written', async () => {
    expect(await countOf(readers)).toMatchObject({
      members: 1700,
      excluded: {},
      waves: [
        { dueAt: SLOT_AT, readers: 500 },
        { dueAt: plusDays(SLOT_AT, 1), readers: 1000 },
        { dueAt: plusDays(SLOT_AT, 2), readers: 200 },
      ],
    })
  })

  test('who finds no room before the next slot is counted as excluded', async () => {
    const slot = { weekday: 'thursday', time: '07:00' } as const
    const newsletters = { get: async () => aNewsletter({ slot }) } as unknown as DryRunDeps['newsletters']
    expect(await countOf(readers, { newsletters })).toMatchObject({
      audience: 1700,
      members: 1500,
      excluded: { ramp: 200 },
    })
  })

  test('all come at once where the stage or the newsletter has no ramps', async () => {
    const newsletters = {
      get: async () => aNewsletter({ ramps: false }),
    } as unknown as DryRunDeps['newsletters']
    const atOnce = { members: 1700, waves: [{ dueAt: SLOT_AT, readers: 1700 }] }
    expect(await countOf(readers, { ramps: false })).toMatchObject(atOnce)
    expect(await countOf(readers, { newsletters })).toMatchObject(atOnce)
  })

  test('the last call is foreseen by the measured pace, in batches as large as SES allows', async () => {
    const result = await countOf(readers, { ramps: false })
    // 14 readers a second: 122 calls, two a second.
    expect(result).toMatchObject({ calls: 122, lastCallAt: plusSeconds(SLOT_AT, 61) })
  })

  test('who got the round-up of the same slot is not counted twice', async () => {
    const [first, second] = readers.map(({ id }) => id)
    const ledger = {
      audience: async (key: string) => (key.includes('round-up') ? anAudience() : undefined),
      async *batches() {
        const members = [first, second]
        yield { batch: { members, codes: '..', called: '', calls: [] }, events: {} }
      },
      pace: async () => undefined,
    } as unknown as DryRunDeps['ledger']
    expect(await countOf(readers, { ramps: false, ledger })).toMatchObject({
      members: 1698,
      excluded: { frequency: 2 },
      lastCallAt: null,
    })
  })
})
