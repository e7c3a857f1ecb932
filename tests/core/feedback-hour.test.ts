import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EVENT_SETS } from '#functions/core/disposition.ts'
import { emptyHour, HOUR_SETS, hoursOf } from '#functions/core/feedback-hour.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { aBatchRef, at } from '#tests/support/builders.ts'

const NOW = at('2026-11-24T09:59:59Z')
const SEVEN = at('2026-11-24T07:00:00Z')
const DIGEST = aBatchRef().digest

const event = (set: (typeof EVENT_SETS)[number], time: string | undefined, stamp = 0, number = 0) => ({
  set,
  entry: { batch: aBatchRef({ number }), stamp },
  ...(time !== undefined && { at: at(time) }),
})

describe('events by the hour', () => {
  test('count in the UTC hour in which each happened, or else in the present one', () => {
    const events = [
      event('delivered', '2026-11-24T07:00:00Z', 0),
      event('delivered', '2026-11-24T07:59:59.999Z', 1),
      event('bounced', '2026-11-24T08:00:00Z', 2),
      event('sent', undefined, 3),
    ]
    expect(hoursOf(events, NOW)).toEqual([
      { digest: DIGEST, hour: { ...emptyHour(SEVEN), delivered: 2 } },
      { digest: DIGEST, hour: { ...emptyHour(at('2026-11-24T08:00:00Z')), bounced: 1 } },
      { digest: DIGEST, hour: { ...emptyHour(at('2026-11-24T09:00:00Z')), sent: 1 } },
    ])
  })

  test('count once where they come twice in a window, and of each digest by itself', () => {
    const one = event('delivered', '2026-11-24T07:10:00Z')
    const beside = aBatchRef({ digest: 'other-regular-2026-11-24' })
    const events = [
      one,
      one,
      event('delivered', undefined, 0, 1),
      { ...one, entry: { batch: beside, stamp: 0 } },
    ]
    const hours = hoursOf(events, at('2026-11-24T07:30:00Z'))
    expect(hours.map(({ digest, hour }) => [digest, hour.delivered])).toEqual([
      [DIGEST, 2],
      [beside.digest, 1],
    ])
  })

  test('are not those of mail without our tags, nor of kinds that are no feedback', () => {
    expect(
      hoursOf([{ set: 'delivered', at: SEVEN }, event('rejected', '2026-11-24T07:10:00Z')], NOW),
    ).toEqual([])
  })

  test('add up to the events, however they are spread over time', () => {
    const some = fc.record({
      set: fc.constantFrom(...HOUR_SETS),
      seconds: fc.integer({ min: -400_000, max: 0 }),
    })
    fc.assert(
      fc.property(fc.array(some), (all) => {
        const events = all.map(({ set, seconds }, stamp) => event(set, plusSeconds(NOW, seconds), stamp))
        const hours = hoursOf(events, NOW)
        for (const set of HOUR_SETS)
          expect(hours.reduce((sum, { hour }) => sum + hour[set], 0)).toBe(
            all.filter((one) => one.set === set).length,
          )
        expect(new Set(hours.map(({ hour }) => hour.hour)).size).toBe(hours.length)
      }),
    )
  })
})
