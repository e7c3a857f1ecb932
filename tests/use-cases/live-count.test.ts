import { beforeEach, describe, expect, test } from 'vitest'
import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { NotFound } from '#functions/core/errors.ts'
import { type Instant, plusDays, plusSeconds } from '#functions/core/instant.ts'
import { MOST_NAMED } from '#functions/core/undecided.ts'
import { liveCount } from '#functions/use-cases/live-count.ts'
import {
  aBatch,
  aCount,
  anApprovedDigest,
  anAudience,
  anUndecided,
  readerId,
  SLOT_AT,
  someTotals,
} from '#tests/support/builders.ts'
import { memoryTable, TableStore } from '#tests/support/memory-table.ts'

/** A table of its own, in which requests of some at once mix. */
const aTable = () =>
  memoryTable(new TableStore(), {
    request: async (_, effect) => {
      await Promise.resolve()
      return effect()
    },
    now: Date.now,
    indexDelayMs: () => 0,
    pageSize: () => 100,
  })

const SENDING = anApprovedDigest({ status: 'sending', firstCallAt: SLOT_AT, attempt: 'a1' })
const KEY = digestKey(SENDING)
const members = [1, 2, 3, 4].map((number) => readerId(number))
const CALL = { calls: [{ id: 'one', at: SLOT_AT }] }

/** A digest whose ledger counts how often it is walked. */
const given = async (digest: Digest = SENDING) => {
  const [ledger, digests] = [dynamoLedger(aTable()), dynamoDigests(aTable())]
  await digests.create(digest)
  await ledger.seal(KEY, anAudience({ members: 4, excluded: { paused: 1 } }))
  await ledger.putBatches([aBatch({ members, codes: 'a?!.', called: '000-', ...CALL })])
  const watched = { walks: 0, now: plusSeconds(SLOT_AT, 60) }
  const counting = {
    ...ledger,
    batches(key: string, attempt: string) {
      watched.walks += 1
      return ledger.batches(key, attempt)
    },
  }
  const clock = (): Instant => watched.now
  const seconds = { callLeaseSeconds: 20, uncertainSeconds: 3600 }
  const live = liveCount({ ledger: counting, digests, clock, ...seconds })
  const pass = (by: number): void => {
    watched.now = plusSeconds(watched.now, by)
  }
  return { ledger, digests, live, watched, pass }
}

let sent: Awaited<ReturnType<typeof given>>
beforeEach(async () => {
  sent = await given()
})

/** The second of the batch; the third was left so. */
const LOST = anUndecided({ reader: readerId(2), calledAt: SLOT_AT })
const TOTALS = someTotals({ audience: 5, accepted: 1, waiting: 1, uncertain: 2, excluded: 1 })

describe('the live count of a digest', () => {
  test('says how everybody stands, of when that is, and whom an admin left uncertain', async () => {
    expect(await sent.live.young(SENDING)).toEqual(
      aCount({ at: sent.watched.now, totals: TOTALS, excluded: { paused: 1 }, left: 1, undecided: [LOST] }),
    )
  })

  test('foretells the last call where the pace was measured, and names the next wave', async () => {
    const later = await given()
    const nextAt = plusSeconds(SLOT_AT, 7200)
    const window = plusSeconds(SLOT_AT, 60)
    await later.ledger.claimWindow({ window, callsPerSecond: 1, credit: 0, tried: true, calm: 1 })
    expect(await later.live.young(SENDING)).toMatchObject({
      nextWaveAt: null,
      lastCallAt: plusSeconds(later.watched.now, 1),
    })
    const waves = [
      { dueAt: SLOT_AT, batches: 1, readers: 4, canaries: [0] },
      { dueAt: nextAt, batches: 0, readers: 0, canaries: [] },
    ]
    const { ledger, digests } = later
    const withWaves = { ...ledger, audience: async () => anAudience({ members: 4, waves }) }
    const seconds = { callLeaseSeconds: 20, uncertainSeconds: 3600 }
    const clock = () => plusSeconds(SLOT_AT, 600)
    const live = liveCount({ ledger: withWaves, digests, clock, ...seconds })
    expect((await live.young(SENDING))?.nextWaveAt).toBe(nextAt)
  })

  test('is made once for twenty who look at once, and by nobody again while it is young', async () => {
    const { live, watched, pass } = sent
    const looks = async () => Promise.all(Array.from({ length: 20 }, () => live.young(SENDING)))
    const first = await looks()
    expect(watched.walks).toBe(1)
    expect(first.filter((count) => count !== undefined).length).toBeGreaterThanOrEqual(1)
    pass(4)
    const again = await looks()
    expect(watched.walks).toBe(1)
    expect(new Set(again.map((count) => count?.at)).size).toBe(1)
    pass(1)
    const [one] = (await looks()).filter((count) => count?.at === watched.now)
    expect(one?.totals).toEqual(TOTALS)
    expect(watched.walks).toBe(2)
  })

  test('is the old one, with its date, while somebody else makes a new one', async () => {
    const { live, ledger, watched, pass } = sent
    const old = await live.young(SENDING)
    pass(6)
    const claim = { at: watched.now, over: old?.at, since: plusSeconds(watched.now, -30) }
    expect(await ledger.claimCount(KEY, claim)).toBe(true)
    expect(await live.young(SENDING)).toEqual(old)
    expect(watched.walks).toBe(1)
    // Whoever began has died.
    pass(31)
    expect((await live.young(SENDING))?.at).toBe(watched.now)
  })

  test('shows what a person did at once', async () => {
    const { live, digests, watched, pass } = sent
    await live.young(SENDING)
    pass(1)
    const act = { verb: 'cancel', by: 'Ada Marlow', at: watched.now } as const
    await digests.replace({ ...SENDING, status: 'cancelled', act })
    expect((await live.young(SENDING))?.totals).toMatchObject({ waiting: 0, excluded: 2 })
    expect(watched.walks).toBe(2)
  })

  test('as it is stored costs no walk, for a page’s first byte', async () => {
    const { live, watched, pass } = sent
    expect(await live.stored(SENDING)).toBeUndefined()
    const counted = await live.young(SENDING)
    pass(86_400)
    expect(await live.stored(SENDING)).toEqual(counted)
    expect(watched.walks).toBe(1)
  })

  test('of a digest that is not frozen is none, and of one that is not there is asked for in vain', async () => {
    const { live } = sent
    const other = { ...SENDING, date: '2026-12-01' }
    await expect(live.young(other)).rejects.toThrow(NotFound)
    await sent.digests.create({ ...other, status: 'draft' })
    expect(await live.young(other)).toBeUndefined()
    expect(await live.stored(other)).toBeUndefined()
  })
})

describe('a count that names the undecided', () => {
  test('is the one that all share, while it is young', async () => {
    const { live, watched, pass } = sent
    expect((await live.named(SENDING))?.undecided).toEqual([LOST])
    pass(4)
    expect(await live.young(SENDING)).toEqual(await live.named(SENDING))
    expect(watched.walks).toBe(1)
  })

  test('is made also while somebody else makes one: what was decided is not shown again', async () => {
    const { live, ledger, watched, digests, pass } = sent
    const old = await live.named(SENDING)
    pass(1)
    await ledger.replaceBatch({ ...aBatch({ members, codes: 'a!!.', called: '000-', ...CALL }) })
    await digests.replace({ ...SENDING, act: { verb: 'leave', by: 'Ada Marlow', at: watched.now } })
    await ledger.claimCount(KEY, { at: watched.now, over: old?.at, since: plusSeconds(watched.now, -30) })
    expect((await live.young(SENDING))?.undecided).toEqual([LOST])
    expect(await live.named(SENDING)).toMatchObject({ undecided: [], left: 2 })
  })

  test('names so many alone, by batch', async () => {
    const { live, ledger } = await given()
    const ids = Array.from({ length: 50 }, (_, index) => readerId(100 + index))
    const codes = 'P'.repeat(50)
    await ledger.putBatches([1, 2].map((number) => aBatch({ number, members: ids, codes })))
    const counted = await live.named(SENDING)
    expect(counted?.undecided).toHaveLength(MOST_NAMED)
    expect(counted?.undecided?.[0]).toEqual(LOST)
    expect(counted?.totals).toMatchObject({ uncertain: 2, failed: 100 })
  })

  test('is made of a closed digest too, whose close names nobody, and then kept', async () => {
    const closedAt = plusSeconds(SLOT_AT, 3600)
    const closed: Digest = { ...SENDING, status: 'sent', closedAt, totals: TOTALS }
    const { live, watched } = await given(closed)
    watched.now = plusDays(closedAt, 40)
    expect((await live.named(closed))?.undecided).toEqual([LOST])
    await live.named(closed)
    expect(watched.walks).toBe(1)
  })
})

describe('of a digest that is closed', () => {
  const closedAt = plusSeconds(SLOT_AT, 3600)
  const closed: Digest = { ...SENDING, status: 'sent', closedAt, totals: TOTALS, excluded: { paused: 1 } }

  test('it is what was counted at the close, and moves by feedback, a minute at a time', async () => {
    const { live, ledger, watched } = await given(closed)
    watched.now = plusSeconds(closedAt, 59)
    expect(await live.young(closed)).toEqual(
      aCount({ at: closedAt, totals: TOTALS, excluded: { paused: 1 } }),
    )
    expect(await live.stored(closed)).toEqual(await live.young(closed))
    expect(watched.walks).toBe(0)
    await ledger.addEvents(aBatch(), { delivered: [0] })
    watched.now = plusSeconds(closedAt, 60)
    expect((await live.young(closed))?.feedback.delivered).toBe(1)
    watched.now = plusSeconds(closedAt, 119)
    await live.young(closed)
    expect(watched.walks).toBe(1)
  })

  test('it is counted no more by itself once a month has passed, but after what a person did', async () => {
    const { live, digests, watched } = await given(closed)
    watched.now = plusDays(closedAt, 30)
    expect((await live.young(closed))?.at).toBe(closedAt)
    expect(watched.walks).toBe(0)
    const act = { verb: 'leave', by: 'Ada Marlow', at: watched.now } as const
    await digests.replace({ ...closed, act })
    expect((await live.young(closed))?.at).toBe(watched.now)
    watched.now = plusDays(watched.now, 1)
    await live.young(closed)
    expect(watched.walks).toBe(1)
  })
})
