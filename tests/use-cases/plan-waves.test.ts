import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, test } from 'vitest'
import { readerKey } from '#functions/adapters/dynamodb/audience-keys.ts'
import { sesAccount } from '#functions/adapters/ses/account.ts'
import type { Audience } from '#functions/core/audience.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey, digestRefOf } from '#functions/core/digest-key.ts'
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
  at,
  readerId,
  SLOT_AT,
} from '#tests/support/builders.ts'
import { deliver } from '#tests/support/deliver.ts'
import { stage, startTestCloud } from '#tests/support/local-cloud.ts'
import { NO_EVENTS } from '#tests/support/lost-answers.ts'

const PLAN = { sections: [{ category: 'news', entries: [0] }] }
const LAST_WEEK = plusDays(SLOT_AT, -7)

interface Given {
  readonly newsletter?: Newsletter
  /** When the digest of last week was frozen, if one was sent. */
  readonly lastSealedAt?: typeof SLOT_AT
  /** Digests since then that had nothing to say. */
  readonly skipped?: number
  readonly ramp?: Ramp
  /** What the digest has beside the ordinary. */
  readonly digest?: Partial<Digest>
}

/** The waves of a digest, with so many of its readers in each, and the ramp that it leaves. */
const planned = async (readers: readonly Subscriber[], given: Given = {}) => {
  let ramp = given.ramp
  const earlier = aDigest({ date: '2026-11-17', status: 'sent', firstCallAt: LAST_WEEK })
  const digest = anApprovedDigest(given.digest)
  const kind = digest.kind === 'regular' ? 'round-up' : 'regular'
  // Frozen minutes ago, for readers of its own.
  const otherKind = aDigest({ kind, firstCallAt: SLOT_AT })
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
  const dueOf = await planWaves(deps, digest, newsletter, excludes)
  const waves: Record<string, number> = {}
  for (const [due, { length }] of Map.groupBy(readers, dueOf)) waves[due] = length
  return { dueOf, waves, ramp }
}

const someReaders = (count: number, over: Partial<Subscriber> = {}, range = 'a'): Subscriber[] =>
  Array.from({ length: count }, (_, number) => aSubscriber({ id: readerId(number, range), ...over }))
/** By local time, of a newsletter in UTC. */
const LOCALLY = {
  newsletter: aNewsletter({ localHour: true }),
  digest: { localTime: '2026-11-24T07:00', dueAt: at('2026-11-23T17:00:00Z') },
}
const daysAfter = (days: number) => plusDays(SLOT_AT, days)

describe('the waves of a digest', () => {
  test('are one for up to a thousand new readers, and no ramp', async () => {
    expect(await planned(someReaders(1000))).toMatchObject({
      waves: { [SLOT_AT]: 1000 },
      ramp: undefined,
    })
  })

  test('of a newsletter that was never sent ramp up day by day, and it is known since when', async () => {
    const { waves, ramp } = await planned(someReaders(1700))
    expect(waves).toEqual({ [SLOT_AT]: 500, [daysAfter(1)]: 1000, [daysAfter(2)]: 200 })
    expect(ramp?.startedAt).toBe(SLOT_AT)
    for (const { statusAt } of someReaders(1)) expect(statusAt > (ramp?.coldSince ?? SLOT_AT)).toBe(true)
  })

  test('after a large import hold the new ones day by day, and all others at once', async () => {
    const old = someReaders(3000, { statusAt: plusDays(LAST_WEEK, -30) })
    const imported = someReaders(1200, { statusAt: plusSeconds(LAST_WEEK, 1) }, 'b')
    const { dueOf, waves, ramp } = await planned([...old, ...imported], { lastSealedAt: LAST_WEEK })
    expect(waves).toEqual({ [SLOT_AT]: 3500, [daysAfter(1)]: 700 })
    expect(old.every((reader) => dueOf(reader) === SLOT_AT)).toBe(true)
    expect(ramp).toEqual({ startedAt: SLOT_AT, coldSince: LAST_WEEK })
  })

  test('are one when only a thousand became active since the last freeze', async () => {
    const old = someReaders(3000, { statusAt: LAST_WEEK })
    const since = someReaders(1000, { statusAt: plusSeconds(LAST_WEEK, 1) }, 'b')
    expect(await planned([...old, ...since], { lastSealedAt: LAST_WEEK })).toMatchObject({
      waves: { [SLOT_AT]: 4000 },
      ramp: undefined,
    })
  })

  test('know the last freeze though many digests since then were skipped', async () => {
    const old = someReaders(3000, { statusAt: LAST_WEEK })
    expect(await planned(old, { lastSealedAt: LAST_WEEK, skipped: 30 })).toMatchObject({
      waves: { [SLOT_AT]: 3000 },
      ramp: undefined,
    })
  })

  test('count nobody as new who is not mailed anyway', async () => {
    const gone = someReaders(2000, { status: 'unsubscribed' }, 'b')
    const { waves } = await planned([...someReaders(1000), ...gone])
    expect(Object.keys(waves)).toEqual([SLOT_AT])
  })

  test('go on with a ramp that is under way, though fewer are new now', async () => {
    const ramp = { startedAt: LAST_WEEK, coldSince: plusDays(LAST_WEEK, -10) }
    const cold = someReaders(900, { statusAt: LAST_WEEK })
    // Seven days on a whole day takes 64,000.
    expect(await planned(cold, { ramp })).toMatchObject({ waves: { [SLOT_AT]: 900 }, ramp: undefined })
    const yesterday = { ...ramp, startedAt: daysAfter(-0.5) }
    expect(await planned(cold, { ramp: yesterday })).toMatchObject({
      waves: { [SLOT_AT]: 500, [daysAfter(1)]: 400 },
      ramp: yesterday,
    })
  })

  test('of a round-up end no ramp of those who get every digest, however few are new', async () => {
    const ramp = { startedAt: LAST_WEEK, coldSince: plusDays(LAST_WEEK, -10) }
    expect(await planned(someReaders(3), { ramp, digest: { kind: 'round-up' } })).toMatchObject({
      waves: { [SLOT_AT]: 3 },
      ramp,
    })
  })

  test('end before the next slot, and leave out who finds no room', async () => {
    const newsletter = aNewsletter({ slot: { weekday: 'thursday', time: '07:00' } })
    const { waves, ramp } = await planned(someReaders(1700), { newsletter })
    expect(waves).toEqual({ [SLOT_AT]: 500, [daysAfter(1)]: 1000, ramp: 200 })
    expect(ramp).toBeDefined()
  })

  test('have room at once for who became active while they were planned', async () => {
    const { dueOf } = await planned(someReaders(1700))
    expect(dueOf(aSubscriber({ id: readerId(1, 'f') }))).toBe(SLOT_AT)
  })

  test('are as many as its readers’ clocks differ where each gets it at a local time', async () => {
    const zones = ['Asia/Seoul', 'Asia/Tokyo', 'Europe/Berlin', undefined]
    const readers = zones.map((zone, number) => aSubscriber({ id: readerId(number), zone }))
    expect(await planned(readers, LOCALLY)).toMatchObject({
      waves: { [at('2026-11-23T22:00:00Z')]: 2, [at('2026-11-24T06:00:00Z')]: 1, [SLOT_AT]: 1 },
    })
  })

  test('by local time hold who is new day by day on the newsletter’s clocks, and the others on their own', async () => {
    const old = someReaders(3, { statusAt: LAST_WEEK, zone: 'Asia/Seoul' })
    const imported = someReaders(1200, { statusAt: plusSeconds(LAST_WEEK, 1), zone: 'Asia/Seoul' }, 'b')
    const { waves, ramp } = await planned([...old, ...imported], { ...LOCALLY, lastSealedAt: LAST_WEEK })
    expect(waves).toEqual({ [at('2026-11-23T22:00:00Z')]: 3, [SLOT_AT]: 500, [daysAfter(1)]: 700 })
    expect(ramp).toEqual({ startedAt: SLOT_AT, coldSince: LAST_WEEK })
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
    cloud.inbox.setFaults([NO_EVENTS])
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
