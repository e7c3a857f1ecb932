import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plusSeconds } from '#functions/core/instant.ts'
import { callsOf, mostCallsPerSecond, nextPace, Pace } from '#functions/core/pace.ts'
import { SLOT_AT } from '#tests/support/builders.ts'

const NEXT = plusSeconds(SLOT_AT, 60)
const MOST = 100
const aPace = (over: Partial<Pace> = {}): Pace => ({
  window: SLOT_AT,
  callsPerSecond: 2,
  credit: 0,
  tried: true,
  calm: 3,
  ...over,
})

describe('the pace of a window', () => {
  test('is a call a second when SES was never called before', () => {
    expect(nextPace(undefined, NEXT, undefined, MOST)).toEqual({
      window: NEXT,
      callsPerSecond: 1,
      credit: 0,
      tried: false,
      calm: 0,
    })
  })

  test('rises after a window that tried it, by a quarter', () => {
    expect(nextPace(aPace(), NEXT, undefined, MOST)).toMatchObject({ callsPerSecond: 2.5, calm: 4 })
  })

  test('stays after a window that had fewer batches than calls', () => {
    expect(nextPace(aPace({ tried: false }), NEXT, undefined, MOST)).toMatchObject({
      callsPerSecond: 2,
      calm: 3,
    })
  })

  test.each([0, 59, 60])('is halved by a throttle %i seconds after the last one began', (seconds) => {
    const throttledAt = plusSeconds(SLOT_AT, seconds)
    expect(nextPace(aPace(), NEXT, throttledAt, MOST)).toMatchObject({ callsPerSecond: 1, calm: 0 })
  })

  test('is halved once by one throttle', () => {
    const throttledAt = plusSeconds(SLOT_AT, 30)
    const halved = nextPace(aPace(), NEXT, throttledAt, MOST)
    const after = nextPace({ ...halved, tried: true }, plusSeconds(NEXT, 60), throttledAt, MOST)
    expect(after.callsPerSecond).toBe(1.25)
  })

  const paces = fc.record({
    window: fc.constant(SLOT_AT),
    callsPerSecond: fc.double({ min: 0.1, max: 1000, noNaN: true }),
    credit: fc.double({ min: 0, max: 0.99, noNaN: true }),
    tried: fc.boolean(),
    calm: fc.nat(1000),
  })
  const throttles = fc.option(fc.integer({ min: -600, max: 60 }), { nil: undefined })
  const rates = fc.double({ min: 0.5, max: 5000, noNaN: true })
  const sizes = fc.integer({ min: 1, max: 50 })

  test('is never above what the account allows, nor below a call in ten seconds if that allows it', () => {
    fc.assert(
      fc.property(paces, throttles, rates, sizes, (last, ago, rate, size) => {
        const most = mostCallsPerSecond(rate, size)
        const throttledAt = ago === undefined ? undefined : plusSeconds(SLOT_AT, ago)
        const pace = nextPace(last, NEXT, throttledAt, most)
        expect(pace.callsPerSecond).toBeLessThanOrEqual(most)
        expect(pace.callsPerSecond).toBeGreaterThanOrEqual(Math.min(0.1, most))
        expect(Pace.safeParse(pace).error).toBeUndefined()
      }),
    )
  })

  test('leaves a tenth of the account’s rate to other mail', () => {
    fc.assert(
      fc.property(rates, sizes, (rate, size) => {
        expect(mostCallsPerSecond(rate, size) * size).toBeCloseTo(rate * 0.9)
      }),
    )
  })

  test('rises only after a window that tried it and that SES did not throttle', () => {
    fc.assert(
      fc.property(paces, throttles, (last, ago) => {
        const throttledAt = ago === undefined ? undefined : plusSeconds(SLOT_AT, ago)
        const pace = nextPace(last, NEXT, throttledAt, Number.POSITIVE_INFINITY)
        const throttled = ago !== undefined && ago >= 0
        expect(pace.callsPerSecond > last.callsPerSecond).toBe(last.tried && !throttled)
        if (throttled && last.callsPerSecond > 0.2)
          expect(pace.callsPerSecond).toBeCloseTo(last.callsPerSecond / 2)
      }),
    )
  })
})

describe('the calls of a window', () => {
  test('over many windows are the pace times the seconds, but for less than one', () => {
    const rates = fc.double({ min: 0.01, max: 50, noNaN: true })
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 60 }), fc.nat(300), (callsPerSecond, seconds, windows) => {
        let pace = aPace({ callsPerSecond, tried: false })
        let dealt = 0
        for (let window = 0; window < windows; window += 1) {
          const next = callsOf(nextPace(pace, NEXT, undefined, callsPerSecond), seconds)
          dealt += next.calls
          pace = next.pace
        }
        const exact = callsPerSecond * seconds * windows
        expect(dealt).toBeLessThanOrEqual(exact + 1e-6)
        expect(dealt).toBeGreaterThan(exact - 1 - 1e-6)
      }),
    )
  })

  test('are whole; what is left over is the next window’s', () => {
    const { calls, pace } = callsOf(aPace({ callsPerSecond: 0.4, credit: 0.5 }), 2)
    expect(calls).toBe(1)
    expect(pace.credit).toBeCloseTo(0.3)
    expect(callsOf(aPace({ callsPerSecond: 0.4, credit: 0.1 }), 2).calls).toBe(0)
  })
})
