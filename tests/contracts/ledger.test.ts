import { describe, expect, test } from 'vitest'
import { batchKey, hourKey } from '#functions/adapters/dynamodb/delivery-keys.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { EVENT_SETS } from '#functions/core/disposition.ts'
import { Conflict } from '#functions/core/errors.ts'
import { emptyHour } from '#functions/core/feedback-hour.ts'
import { Health } from '#functions/core/health.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { aBatch, aBatchRef, aCount, anAudience, anUndecided, at, readerId } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshSlug } from '#tests/support/fresh.ts'
import { itemSize } from '#tests/support/item-size.ts'
import { tenAtOnce } from '#tests/support/ten-at-once.ts'

const freshDigest = (): string => `${freshSlug()}-regular-2026-11-24`
const longestDigest = (): string => `${freshSlug().padEnd(40, 'x')}-round-up-2026-11-24`
const NOW = at('2026-11-24T07:00:00Z')
const LATER = at('2026-11-24T07:05:00Z')
const CALLED = { calls: [{ id: 'one', at: NOW }], called: '0'.repeat(50) }
const aPace = (window: string) => ({
  window: at(window),
  callsPerSecond: 1,
  credit: 0,
  tried: false,
  calm: 0,
})
const ids = (count: number): string[] => Array.from({ length: count }, (_, number) => readerId(number))

describe.each(engines)('Ledger on $name', ({ delivery }) => {
  const ledger = dynamoLedger(delivery)
  const read = (digest: string, attempt = 'a1') => Array.fromAsync(ledger.batches(digest, attempt))

  describe('sealing', () => {
    test('answers with the seal, which then is the audience', async () => {
      const digest = freshDigest()
      const audience = anAudience({ excluded: { unsubscribed: 2, 'nothing-chosen': 1 } })
      expect(await ledger.audience(digest)).toBeUndefined()
      expect(await ledger.seal(digest, audience)).toEqual(audience)
      expect(await ledger.audience(digest)).toEqual(audience)
    })

    test('a second attempt gets the seal of the first', async () => {
      const digest = freshDigest()
      const first = await ledger.seal(digest, anAudience({ attempt: 'a1' }))
      expect(await ledger.seal(digest, anAudience({ attempt: 'a2', members: 7 }))).toEqual(first)
    })

    test('by ten at once is won once, and all learn by whom', async () => {
      const digest = freshDigest()
      const seals = await tenAtOnce((number) => ledger.seal(digest, anAudience({ attempt: `a${number}` })))
      expect(new Set(seals.map(({ attempt }) => attempt)).size).toBe(1)
    })
  })

  describe('excluded readers', () => {
    test('are listed by reason, thousands of them too, in their order', async () => {
      const digest = freshDigest()
      const excluded = { unsubscribed: ids(4500), 'nothing-chosen': ids(2000), paused: ids(1) }
      await ledger.putExcluded(digest, 'a1', excluded)
      expect(await ledger.excluded(digest, 'a1')).toEqual(excluded)
    })

    test('are those of one attempt', async () => {
      const digest = freshDigest()
      await ledger.putExcluded(digest, 'a1', { pending: ids(1) })
      expect(await ledger.excluded(digest, 'a2')).toEqual({})
    })
  })

  describe('batches', () => {
    test('read back one by one as they were put', async () => {
      const batch = aBatch({ digest: freshDigest(), members: ids(50), ...CALLED, most: 7 })
      await ledger.putBatches([batch])
      expect(await ledger.batch(batch)).toEqual(batch)
      expect(await ledger.batch({ ...batch, number: 1 })).toBeUndefined()
    })

    test('come in the order of wave and number, each with the events that came for it', async () => {
      const digest = freshDigest()
      const places = [
        { wave: 10, number: 0 },
        { wave: 2, number: 10 },
        { wave: 2, number: 9 },
        { wave: 0, number: 100_000 },
        { wave: 0, number: 2 },
      ]
      const batches = places.map((place) => aBatch({ digest, ...place }))
      await ledger.putBatches(batches)
      await ledger.putBatches([aBatch({ digest, attempt: 'a2' })])
      await ledger.putExcluded(digest, 'a1', { paused: ids(1) })
      await ledger.addEvents(aBatchRef({ digest, wave: 2, number: 9 }), { sent: [0, 1], bounced: [1] })
      await ledger.addEvents(aBatchRef({ digest, wave: 10, number: 0 }), { delivered: [2] })
      expect(await read(digest)).toEqual([
        { batch: batches[4], events: {} },
        { batch: batches[3], events: {} },
        { batch: batches[2], events: { sent: new Set([0, 1]), bounced: new Set([1]) } },
        { batch: batches[1], events: {} },
        { batch: batches[0], events: { delivered: new Set([2]) } },
      ])
    })

    test('of more than one page of DynamoDB all come', async () => {
      const digest = longestDigest()
      const batches = Array.from({ length: 1400 }, (_, number) =>
        aBatch({ digest, number, members: ids(50) }),
      )
      await ledger.putBatches(batches)
      await ledger.addEvents(aBatchRef({ digest, number: 1399 }), { sent: [49] })
      const all = await read(digest)
      expect(all.map(({ batch }) => batch.number)).toEqual(batches.map(({ number }) => number))
      expect(all.at(-1)?.events).toEqual({ sent: new Set([49]) })
    })

    test('do not take events of a batch that is not there for their own', async () => {
      const digest = freshDigest()
      const batch = aBatch({ digest, number: 4 })
      await ledger.putBatches([batch])
      await ledger.addEvents(aBatchRef({ digest, number: 5 }), { bounced: [0] })
      expect(await read(digest)).toEqual([{ batch, events: {} }])
    })

    test('of 50 readers with the longest names stay under 1 KB through their first two calls', async () => {
      const batch = aBatch({
        digest: longestDigest(),
        attempt: 'x'.repeat(20),
        wave: 99,
        number: 999_999,
        variant: 'compact-zh-hant-hk',
        members: ids(50),
        span: 999_999,
        version: 99_999,
        // After a call of all, and in one of those that were turned away.
        calls: Array.from({ length: 2 }, () => ({ id: 'x'.repeat(20), at: NOW })),
        called: '1'.repeat(50),
        most: 50,
      })
      await ledger.putBatches([batch])
      expect(itemSize(await delivery.get(batchKey(batch)))).toBeLessThan(1024)
    })
  })

  describe('replacing a batch', () => {
    test('counts up the version and leaves its events alone', async () => {
      const batch = aBatch({ digest: freshDigest() })
      await ledger.putBatches([batch])
      await ledger.addEvents(batch, { sent: [0] })
      const replaced = await ledger.replaceBatch({ ...batch, codes: '~a.' })
      expect(replaced).toEqual({ ...batch, codes: '~a.', version: 2 })
      expect(await read(batch.digest)).toEqual([{ batch: replaced, events: { sent: new Set([0]) } }])
    })

    test('is won by exactly one of ten workers that read the same version and begin a call', async () => {
      const batch = aBatch({ digest: freshDigest() })
      await ledger.putBatches([batch])
      const results = await tenAtOnce((worker) => {
        const calls = [{ id: `worker-${worker}`, at: NOW }]
        return ledger.replaceBatch({ ...batch, codes: '~~~', calls }).catch((error: unknown) => error)
      })
      const won = results.filter((result) => !(result instanceof Conflict))
      expect(won).toHaveLength(1)
      expect(won[0]).toMatchObject({ codes: '~~~', version: 2 })
      expect(await ledger.batch(batch)).toEqual(won[0])
    })
  })

  test('a write of a call that was repeated, because its first answer was lost, is known by the call', async () => {
    const batch = aBatch({ digest: freshDigest() })
    await ledger.putBatches([batch])
    const mine = { ...batch, codes: '~a.', calls: [{ id: 'mine', at: NOW }], called: '0--' }
    expect(await ledger.replaceBatch(mine)).toEqual(await ledger.replaceBatch(mine))
    await expect(ledger.replaceBatch({ ...mine, calls: [{ id: 'another', at: NOW }] })).rejects.toThrow(
      Conflict,
    )
  })

  describe('events', () => {
    const eventsAfter = async (adds: (batch: ReturnType<typeof aBatch>) => Promise<unknown>) => {
      const batch = aBatch({ digest: freshDigest(), members: ids(50) })
      await ledger.putBatches([batch])
      await adds(batch)
      return (await read(batch.digest))[0]?.events
    }

    test('of every kind are kept', async () => {
      const sets = Object.fromEntries(EVENT_SETS.map((set, index) => [set, [index, 49]]))
      const expected = Object.fromEntries(EVENT_SETS.map((set, index) => [set, new Set([index, 49])]))
      expect(await eventsAfter((batch) => ledger.addEvents(batch, sets))).toEqual(expected)
    })

    test('repeated and out of order make the same sets', async () => {
      const events = await eventsAfter(async (batch) => {
        await ledger.addEvents(batch, { delivered: [2, 1] })
        await ledger.addEvents(batch, { sent: [1], delivered: [2] })
        await ledger.addEvents(batch, { sent: [2, 1] })
      })
      expect(events).toEqual({ sent: new Set([1, 2]), delivered: new Set([1, 2]) })
    })

    test('added by ten at once are all kept', async () => {
      const events = await eventsAfter((batch) =>
        tenAtOnce((entry) => ledger.addEvents(batch, { sent: [entry, 40] })),
      )
      expect(events).toEqual({ sent: new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 40]) })
    })

    test('that come before their batch is settled wait for it', async () => {
      const ref = aBatchRef({ digest: freshDigest() })
      await ledger.addEvents(ref, { sent: [0] })
      await ledger.putBatches([aBatch(ref)])
      expect((await read(ref.digest))[0]?.events).toEqual({ sent: new Set([0]) })
    })

    test('are answered with the stamps that were not there before', async () => {
      const ref = aBatchRef({ digest: freshDigest() })
      expect(await ledger.addEvents(ref, { sent: [0, 51], bounced: [0] })).toEqual({
        sent: [0, 51],
        bounced: [0],
      })
      expect(await ledger.addEvents(ref, { sent: [1, 51], delivered: [0], bounced: [0] })).toEqual({
        sent: [1],
        delivered: [0],
        bounced: [],
      })
      expect(await ledger.addEvents(ref, { sent: [] })).toEqual({})
    })

    test('added by ten at once are new to one of them', async () => {
      const ref = aBatchRef({ digest: freshDigest() })
      const fresh = await tenAtOnce((stamp) => ledger.addEvents(ref, { bounced: [stamp, 40] }))
      const stamps = fresh.flatMap(({ bounced = [] }) => bounced)
      expect(stamps.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 40])
    })

    test('are read for one batch as for all', async () => {
      const ref = aBatchRef({ digest: freshDigest() })
      expect(await ledger.events(ref)).toEqual({})
      await ledger.addEvents(ref, { delivered: [101] })
      expect(await ledger.events(ref)).toEqual({ delivered: new Set([101]) })
    })

    test('of no position change nothing', async () => {
      expect(await eventsAfter((batch) => ledger.addEvents(batch, { sent: [] }))).toEqual({})
      const events = await eventsAfter((batch) => ledger.addEvents(batch, { sent: [], delivered: [1] }))
      expect(events).toEqual({ delivered: new Set([1]) })
    })
  })

  describe('dispatching', () => {
    test('starts at the first batch of every wave', async () => {
      expect(await ledger.cursors(freshDigest(), 3)).toEqual([{ next: 0 }, { next: 0 }, { next: 0 }])
    })

    test('moves the cursor of each wave for itself, with its canaries', async () => {
      const digest = freshDigest()
      const [fifth, sung] = [{ next: 5 }, { next: 7, canariesAt: NOW, cleared: true }]
      await ledger.moveCursor(digest, 0, { next: 0 }, fifth)
      await ledger.moveCursor(digest, 2, { next: 0 }, sung)
      await ledger.moveCursor(digest, 0, fifth, { next: 6 })
      expect(await ledger.cursors(digest, 3)).toEqual([{ next: 6 }, { next: 0 }, sung])
    })

    test('notes the canaries of a wave without moving on', async () => {
      const digest = freshDigest()
      await ledger.moveCursor(digest, 0, { next: 0 }, { next: 0, canariesAt: NOW })
      expect(await ledger.cursors(digest, 1)).toEqual([{ next: 0, canariesAt: NOW }])
    })

    test('never goes back', async () => {
      const digest = freshDigest()
      await ledger.moveCursor(digest, 0, { next: 0 }, { next: 5 })
      await ledger.moveCursor(digest, 0, { next: 0 }, { next: 3 })
      expect(await ledger.cursors(digest, 1)).toEqual([{ next: 5 }])
    })

    test('of a window is claimed once, and never of an earlier one', async () => {
      const pace = aPace('2026-11-24T07:01:00Z')
      const claims = await tenAtOnce(() => ledger.claimWindow(pace))
      expect(claims.filter(Boolean)).toHaveLength(1)
      expect(await ledger.claimWindow(aPace('2026-11-24T07:00:00Z'))).toBe(false)
      expect(await ledger.claimWindow(aPace('2026-11-24T07:02:00Z'))).toBe(true)
    })

    test('tells the pace of the window that was claimed last', async () => {
      const pace = { ...aPace('2026-11-24T07:03:00Z'), callsPerSecond: 1.25, credit: 0.0625, tried: true }
      await ledger.claimWindow(pace)
      await ledger.claimWindow(aPace('2026-11-24T07:02:30Z'))
      expect(await ledger.pace()).toEqual(pace)
    })

    test('knows when SES was called too fast last', async () => {
      await ledger.noteThrottle(at('2026-11-24T07:00:05Z'))
      await ledger.noteThrottle(at('2026-11-24T07:00:09Z'))
      expect(await ledger.throttledAt()).toBe(at('2026-11-24T07:00:09Z'))
    })
  })

  describe('the health of a digest', () => {
    test('is empty before anything is counted', async () => {
      expect(await ledger.health(freshDigest())).toEqual(Health.parse({}))
    })

    test('adds numbers up and gathers names, and answers how it then stands', async () => {
      const digest = freshDigest()
      await ledger.addHealth(digest, { accepted: 50 }, NOW)
      await ledger.addHealth(digest, { bounced: 2, complained: 1, stopped: ['0-0-1', '0-0-2'] }, NOW)
      await ledger.addHealth(digest, { refused: { code: 'M', entries: ['0-1-0'] } }, NOW)
      await ledger.addHealth(digest, { refused: { code: 'B', entries: ['0-1-1', '0-1-1'] } }, NOW)
      const last = {
        accepted: 3,
        bounced: 0,
        stopped: ['0-0-2'],
        refused: { code: 'M', entries: ['0-2-0'] },
      } as const
      const stands = await ledger.addHealth(digest, last, LATER)
      expect(stands).toEqual({
        accepted: 53,
        bounced: 2,
        complained: 1,
        stopped: new Set(['0-0-1', '0-0-2']),
        refusedM: new Set(['0-1-0', '0-2-0']),
        refusedP: new Set(),
        refusedB: new Set(['0-1-1']),
        at: LATER,
      })
      expect(await ledger.health(digest)).toEqual(stands)
    })

    test('counts every one of ten at once', async () => {
      const digest = freshDigest()
      await tenAtOnce((number) => ledger.addHealth(digest, { accepted: 1, stopped: [`0-${number}-0`] }, NOW))
      const { accepted, stopped } = await ledger.health(digest)
      expect([accepted, stopped.size]).toEqual([10, 10])
    })

    test('notes the time alone when there is nothing to add', async () => {
      expect(await ledger.addHealth(freshDigest(), { bounced: 0, stopped: [] }, NOW)).toEqual({
        ...Health.parse({}),
        at: NOW,
      })
    })

    test('forgets who was refused and stopped, and keeps the numbers', async () => {
      const digest = freshDigest()
      for (const code of ['M', 'P', 'B'] as const)
        await ledger.addHealth(digest, { accepted: 1, refused: { code, entries: ['0-0-0'] } }, NOW)
      await ledger.addHealth(digest, { complained: 1, stopped: ['0-0-1'] }, NOW)
      await ledger.clearRefusals(digest)
      const rest = { ...Health.parse({}), accepted: 3, complained: 1, at: NOW }
      expect(await ledger.health(digest)).toEqual(rest)
      await ledger.clearRefusals(digest)
      expect(await ledger.health(digest)).toEqual(rest)
    })
  })

  describe('the count that all share', () => {
    const since = plusSeconds(NOW, -30)

    test('is none at first, and then the one that was kept last', async () => {
      const digest = freshDigest()
      expect(await ledger.counted(digest)).toBeUndefined()
      const first = aCount({ at: NOW, excluded: { paused: 2 }, left: 1, nextWaveAt: LATER })
      await ledger.setCounted(digest, first)
      expect(await ledger.counted(digest)).toEqual(first)
      const undecided = [
        anUndecided({ disposition: 'failed', reason: 'rejected', calledAt: NOW }),
        anUndecided(),
      ]
      const next = aCount({ at: LATER, lastCallAt: LATER, undecided })
      await ledger.setCounted(digest, next)
      expect(await ledger.counted(digest)).toEqual(next)
    })

    test('is never written over by one that began before it', async () => {
      const digest = freshDigest()
      await ledger.setCounted(digest, aCount({ at: LATER }))
      await ledger.setCounted(digest, aCount({ at: NOW, left: 9 }))
      expect(await ledger.counted(digest)).toEqual(aCount({ at: LATER }))
    })

    test('is made by one of ten who ask at once, and shows nothing before it is kept', async () => {
      const digest = freshDigest()
      const claim = { at: NOW, over: undefined, since }
      const claims = await tenAtOnce(() => ledger.claimCount(digest, claim))
      expect(claims.filter((mine) => mine)).toHaveLength(1)
      expect(await ledger.counted(digest)).toBeUndefined()
    })

    test('is made again once it was kept, by whoever has seen it', async () => {
      const digest = freshDigest()
      await ledger.claimCount(digest, { at: NOW, over: undefined, since })
      await ledger.setCounted(digest, aCount({ at: NOW }))
      const later = { at: LATER, since: NOW }
      expect(await ledger.claimCount(digest, { ...later, over: undefined })).toBe(false)
      expect(await ledger.claimCount(digest, { ...later, over: since })).toBe(false)
      expect(await ledger.claimCount(digest, { ...later, over: NOW })).toBe(true)
      expect(await ledger.claimCount(digest, { ...later, over: NOW })).toBe(false)
      expect(await ledger.counted(digest)).toEqual(aCount({ at: NOW }))
    })

    test('is made by another where who began has died', async () => {
      const digest = freshDigest()
      await ledger.claimCount(digest, { at: NOW, over: undefined, since })
      expect(await ledger.claimCount(digest, { at: LATER, over: undefined, since: NOW })).toBe(false)
      const claim = { at: LATER, over: undefined, since: plusSeconds(NOW, 1) }
      expect(await ledger.claimCount(digest, claim)).toBe(true)
    })
  })

  describe('events by the hour', () => {
    const [SEVEN, EIGHT] = [at('2026-11-24T07:00:00Z'), at('2026-11-24T08:00:00Z')]

    test('add up, hour by hour, first to last', async () => {
      const digest = freshDigest()
      expect(await ledger.feedbackHours(digest)).toEqual([])
      await ledger.addFeedbackHour(digest, { ...emptyHour(EIGHT), complained: 1 })
      await ledger.addFeedbackHour(digest, { ...emptyHour(SEVEN), sent: 50, delivered: 48 })
      await ledger.addFeedbackHour(digest, { ...emptyHour(SEVEN), delivered: 1, delayed: 2, bounced: 1 })
      expect(await ledger.feedbackHours(digest)).toEqual([
        { hour: SEVEN, sent: 50, delivered: 49, delayed: 2, bounced: 1, complained: 0 },
        { ...emptyHour(EIGHT), complained: 1 },
      ])
    })

    test('of ten workers at once all count', async () => {
      const digest = freshDigest()
      await tenAtOnce(() => ledger.addFeedbackHour(digest, { ...emptyHour(SEVEN), delivered: 3 }))
      expect(await ledger.feedbackHours(digest)).toEqual([{ ...emptyHour(SEVEN), delivered: 30 }])
    })

    test('are those of one digest, have no row without events, and expire after 400 days', async () => {
      const digest = freshDigest()
      await ledger.addFeedbackHour(digest, emptyHour(EIGHT))
      await ledger.addFeedbackHour(`${digest}-beside`, { ...emptyHour(SEVEN), sent: 1 })
      expect(await ledger.feedbackHours(digest)).toEqual([])
      await ledger.addFeedbackHour(digest, { ...emptyHour(SEVEN), sent: 1 })
      const { expiresAt } = (await delivery.get(hourKey(digest, SEVEN))) ?? {}
      expect(expiresAt).toBe(Date.parse('2027-12-29T07:00:00Z') / 1000)
      const past = at('2020-01-01T00:00:00Z')
      await ledger.addFeedbackHour(digest, { ...emptyHour(past), sent: 1 })
      expect(await ledger.feedbackHours(digest)).toEqual([{ ...emptyHour(SEVEN), sent: 1 }])
    })
  })

  test('a ramp of a newsletter begins, goes on and ends', async () => {
    const newsletter = freshSlug()
    const ramp = { startedAt: NOW, coldSince: at('2026-11-01T00:00:00Z') }
    expect(await ledger.ramp(newsletter)).toBeUndefined()
    await ledger.setRamp(newsletter, ramp)
    expect(await ledger.ramp(newsletter)).toEqual(ramp)
    await ledger.setRamp(newsletter, undefined)
    expect(await ledger.ramp(newsletter)).toBeUndefined()
    await ledger.setRamp(newsletter, undefined)
  })
})
