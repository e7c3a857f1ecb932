import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, test } from 'vitest'
import { readerKey } from '#functions/adapters/dynamodb/audience-keys.ts'
import { sesAccount } from '#functions/adapters/ses/account.ts'
import type { Audience } from '#functions/core/audience.ts'
import { type DigestKind, digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import { exclusionOf } from '#functions/core/exclusion.ts'
import { type Instant, plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Ramp } from '#functions/core/ramp.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { freezeAudience } from '#functions/use-cases/freeze-audience.ts'
import { planWaves } from '#functions/use-cases/plan-waves.ts'
import type { Digests, Ledger, Subscribers } from '#functions/use-cases/ports.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { wireFreezeAudience } from '#functions/wiring/freeze-audience.ts'
import { newId } from '#functions/wiring/new-id.ts'
import { sesTemplateClient } from '#functions/wiring/ses-client.ts'
import {
  aDigest,
  aNewsletter,
  anApprovedDigest,
  anAudience,
  aSubscriber,
  readerId,
  SLOT_AT,
} from '#tests/support/builders.ts'
import { deliver } from '#tests/support/deliver.ts'
import { stage, startTestCloud } from '#tests/support/local-cloud.ts'

const PLAN = { sections: [{ category: 'news', entries: [0] }] }
const LAST_WEEK = plusDays(SLOT_AT, -7)

interface Given {
  readonly newsletter?: Newsletter
  /** When the digest of last week was frozen, if one was sent. */
  readonly lastSealedAt?: typeof SLOT_AT
  /** Digests since then that had nothing to say. */
  readonly skipped?: number
  readonly ramp?: Ramp
  /** Of the digest; regular unless it says otherwise. */
  readonly kind?: DigestKind
}

/** The waves of a digest, with so many of its readers in each, and the ramp that it leaves. */
const planned = async (readers: readonly Subscriber[], given: Given = {}) => {
  let ramp = given.ramp
  const earlier = aDigest({ date: '2026-11-17', status: 'sent', firstCallAt: LAST_WEEK })
  const { kind = 'regular' } = given
  const digest = anApprovedDigest({ kind })
  // Frozen minutes ago, for readers of its own.
  const otherKind = aDigest({ kind: kind === 'regular' ? 'round-up' : 'regular', firstCallAt: SLOT_AT })
  const skipped = Array(given.skipped ?? 0).fill(aDigest({ date: '2026-11-18', status: 'skipped' }))
  const all = [digest, otherKind, ...skipped, ...(given.lastSealedAt === undefined ? [] : [earlier])]
  const digests: Partial<Digests> = { latest: async (_, limit) => all.slice(0, limit) }
  const sealed = given.lastSealedAt && anAudience({ sealedAt: given.lastSealedAt })
  const ledger: Partial<Ledger> = {
    audience: async (key) =>
      key === digestKey(otherKind) ? anAudience() : key === digestKey(earlier) ? sealed : undefined,
    ramp: async () => ramp,
    setRamp: async (_, next) => {
      ramp = next
    },
  }
  const subscribers: Partial<Subscribers> = {
    async *range(_, range) {
      yield* readers.filter(({ id }) => id.startsWith(range))
    },
  }
  const deps = {
    digests: digests as Digests,
    ledger: ledger as Ledger,
    subscribers: subscribers as Subscribers,
  }
  const newsletter = given.newsletter ?? aNewsletter()
  const excludes = (reader: Subscriber, when: Instant) =>
    exclusionOf(reader, newsletter, { kind: 'regular' }, PLAN, when)
  const waves = await planWaves(deps, digest, newsletter, excludes)
  const sizes = waves.dueAt.map((_, wave) => readers.filter(({ id }) => waves.of(id) === wave).length)
  return { waves, sizes, left: readers.filter(({ id }) => waves.of(id) === 'ramp').length, ramp }
}

const someReaders = (count: number, over: Partial<Subscriber> = {}, range = 'a'): Subscriber[] =>
  Array.from({ length: count }, (_, number) => aSubscriber({ id: readerId(number, range), ...over }))
const daysAfter = (days: number) => plusDays(SLOT_AT, days)

describe('the waves of a digest', () => {
  test('are one for up to a thousand new readers, and no ramp', async () => {
    expect(await planned(someReaders(1000))).toMatchObject({
      waves: { dueAt: [SLOT_AT] },
      sizes: [1000],
      ramp: undefined,
    })
  })

  test('of a newsletter that was never sent ramp up day by day, and it is known since when', async () => {
    const { waves, sizes, left, ramp } = await planned(someReaders(1700))
    expect(waves.dueAt).toEqual([SLOT_AT, daysAfter(1), daysAfter(2)])
    expect(sizes).toEqual([500, 1000, 200])
    expect(left).toBe(0)
    expect(ramp?.startedAt).toBe(SLOT_AT)
    for (const { statusAt } of someReaders(1)) expect(statusAt > (ramp?.coldSince ?? SLOT_AT)).toBe(true)
  })

  test('after a large import hold the new ones day by day, and all others at once', async () => {
    const old = someReaders(3000, { statusAt: plusDays(LAST_WEEK, -30) })
    const imported = someReaders(1200, { statusAt: plusSeconds(LAST_WEEK, 1) }, 'b')
    const { waves, sizes, ramp } = await planned([...old, ...imported], { lastSealedAt: LAST_WEEK })
    expect(sizes).toEqual([3500, 700])
    expect(old.every(({ id }) => waves.of(id) === 0)).toBe(true)
    expect(ramp).toEqual({ startedAt: SLOT_AT, coldSince: LAST_WEEK })
  })

  test('are one when only a thousand became active since the last freeze', async () => {
    const old = someReaders(3000, { statusAt: LAST_WEEK })
    const since = someReaders(1000, { statusAt: plusSeconds(LAST_WEEK, 1) }, 'b')
    expect(await planned([...old, ...since], { lastSealedAt: LAST_WEEK })).toMatchObject({
      sizes: [4000],
      ramp: undefined,
    })
  })

  test('know the last freeze though many digests since then were skipped', async () => {
    const old = someReaders(3000, { statusAt: LAST_WEEK })
    expect(await planned(old, { lastSealedAt: LAST_WEEK, skipped: 30 })).toMatchObject({
      sizes: [3000],
      ramp: undefined,
    })
  })

  test('count nobody as new who is not mailed anyway', async () => {
    const gone = someReaders(2000, { status: 'unsubscribed' }, 'b')
    expect(await planned([...someReaders(1000), ...gone])).toMatchObject({ waves: { dueAt: [SLOT_AT] } })
  })

  test('go on with a ramp that is under way, though fewer are new now', async () => {
    const ramp = { startedAt: LAST_WEEK, coldSince: plusDays(LAST_WEEK, -10) }
    const cold = someReaders(900, { statusAt: LAST_WEEK })
    // Seven days on a whole day takes 64,000.
    expect(await planned(cold, { ramp })).toMatchObject({ sizes: [900], ramp: undefined })
    const yesterday = { ...ramp, startedAt: daysAfter(-0.5) }
    expect(await planned(cold, { ramp: yesterday })).toMatchObject({ sizes: [500, 400], ramp: yesterday })
  })

  test('of a round-up end no ramp of those who get every digest, however few are new', async () => {
    const ramp = { startedAt: LAST_WEEK, coldSince: plusDays(LAST_WEEK, -10) }
    expect(await planned(someReaders(3), { ramp, kind: 'round-up' })).toMatchObject({ sizes: [3], ramp })
  })

  test('end before the next slot, and leave out who finds no room', async () => {
    const newsletter = aNewsletter({ slot: { weekday: 'thursday', time: '07:00' } })
    const { waves, sizes, left, ramp } = await planned(someReaders(1700), { newsletter })
    expect(sizes).toEqual([500, 1000])
    expect(waves.dueAt.at(-1)).toBe(daysAfter(1))
    expect(left).toBe(200)
    expect(ramp).toBeDefined()
  })

  test('have room at once for who became active while they were planned', async () => {
    const { waves } = await planned(someReaders(1700))
    expect(waves.of(readerId(1, 'f'))).toBe(0)
  })
})

const cloud = await startTestCloud()

/** Rows as an import leaves them, many at once. */
const addReaders = async (newsletter: Newsletter, count: number): Promise<void> => {
  const client = new DynamoDBClient({})
  const table = cloud.environment.AUDIENCE_TABLE ?? ''
  const put = (number: number) => {
    const id = readerId(number, (number % 16).toString(16))
    const { address: normalised, ...reader } = aSubscriber({
      newsletter: newsletter.slug,
      id,
      address: `reader-${number}@mail.example`,
    })
    return { PutRequest: { Item: marshall({ ...readerKey(newsletter.slug, id), ...reader, normalised }) } }
  }
  const numbers = Array.from({ length: count }, (_, number) => number)
  const chunks = Object.values(Object.groupBy(numbers, (number) => Math.floor(number / 25)))
  await Promise.all(
    chunks.map((chunk = []) =>
      client.send(new BatchWriteItemCommand({ RequestItems: { [table]: chunk.map(put) } })),
    ),
  )
}

describe('a digest with many new readers', () => {
  /** The audience that a freeze would seal. */
  const sealedBy = async (ramps: boolean, newsletter: Newsletter): Promise<Audience> => {
    const { desk } = cloud
    const { promise, resolve } = Promise.withResolvers<Audience>()
    const ledger: Ledger = {
      ...desk.ledger,
      setRamp: async () => {},
      putBatches: async () => {},
      putExcluded: async () => {},
      async seal(_, audience) {
        resolve(audience)
        throw new Error('No further.')
      },
    }
    const freeze = freezeAudience({
      newsletters: { ...desk.newsletters, get: async () => newsletter },
      digests: desk.digests,
      subscribers: desk.subscribers,
      ledger,
      account: sesAccount(sesTemplateClient(), cloud.environment.CONFIGURATION_SET ?? ''),
      clock: systemClock,
      newId,
      alarm: () => {},
      ramps,
    })
    const approved = await cloud.newest(newsletter)
    await expect(freeze(digestRefOf(approved ?? aDigest()))).rejects.toThrow('No further.')
    return promise
  }

  test('is sent day by day where the stage and the newsletter ramp up, and else at once', async () => {
    const { newsletter } = await cloud.weekly(0)
    await addReaders(newsletter, 1100)
    const approved = await cloud.until(newsletter, 'approved')
    const dueAt = approved.dueAt
    const wave = (readers: number, due = dueAt) => ({ dueAt: due, readers, canaries: [0] })
    expect((await sealedBy(false, newsletter)).waves).toMatchObject([wave(1100)])
    expect((await sealedBy(true, { ...newsletter, ramps: false })).waves).toMatchObject([wave(1100)])

    process.env.RAMPS = 'on'
    await deliver(wireFreezeAudience(), digestRefOf(approved))
    process.env.RAMPS = 'off'
    const audience = await cloud.desk.ledger.audience(digestKey(approved))
    expect(audience?.waves).toMatchObject([wave(500), wave(600, plusDays(dueAt, 1))])
    expect(await cloud.desk.ledger.ramp(newsletter.slug)).toMatchObject({ startedAt: dueAt })

    // SES takes each day at once; thousands of events would take their time.
    await cloud.setAccount({ maxSendRate: 10_000 })
    cloud.inbox.setFaults([{ match: { every: 1 }, fault: { kind: 'lose-event' } }])
    const { canarySeconds } = stage('')
    await cloud.step(canarySeconds)
    await cloud.step()
    expect(cloud.accepted(approved)).toHaveLength(500)
    expect(await cloud.newest(newsletter)).toMatchObject({ status: 'sending' })
    cloud.pass(86_400)
    await cloud.step(canarySeconds)
    const sent = await cloud.until(newsletter, 'sent')
    expect(sent).toMatchObject({ totals: { audience: 1100, accepted: 1100 } })
    expect(new Set(cloud.accepted(sent).map(({ tags }) => tags.reader)).size).toBe(1100)
  })
})
