import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { msOf, plusSeconds } from '#functions/core/instant.ts'
import { timeTicks } from '#functions/core/time-ticks.ts'
import { at } from '#tests/support/builders.ts'

const FROM = at('2026-11-24T06:10:00Z')
const BERLIN = 'Europe/Berlin'
const told = (hours: number, part: number, from = FROM, zone = BERLIN): string[] =>
  timeTicks(from, plusSeconds(from, hours * 3600), zone, part).map(({ time, day }) =>
    [time, day].filter((words) => words !== undefined).join(' '),
  )

describe('the moments that a time axis names', () => {
  test('are round on the clocks of the zone, and name the day where it is another', () => {
    expect(told(1, 0.3)).toEqual(['07:30 Tue 24 Nov', '08:00'])
    expect(told(20, 0.25)).toEqual(['12:00 Tue 24 Nov', '18:00', '00:00 Wed 25 Nov'])
    expect(told(72, 0.2)).toEqual(['Wed 25 Nov', 'Thu 26 Nov', 'Fri 27 Nov'])
    expect(told(20, 0.25, FROM, 'Asia/Kolkata')).toEqual([
      '12:00 Tue 24 Nov',
      '18:00',
      '00:00 Wed 25 Nov',
      '06:00',
    ])
  })

  test('stay round across a change of the clocks', () => {
    const before = at('2026-10-24T22:00:00Z')
    expect(told(14, 0.15, before)).toEqual(['00:00 Sun 25 Oct', '03:00', '06:00', '09:00', '12:00'])
  })

  test('lie between the two, in their order, and no two closer than was asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 40_000 }),
        fc.double({ min: 0.1, max: 0.4, noNaN: true }),
        fc.constantFrom(BERLIN, 'UTC', 'Asia/Kathmandu', 'America/St_Johns'),
        (minutes, part, zone) => {
          const to = plusSeconds(FROM, minutes * 60)
          const ticks = timeTicks(FROM, to, zone, part)
          for (const [index, { at: moment, time, day }] of ticks.entries()) {
            expect(moment >= FROM && moment <= to).toBe(true)
            expect(time ?? day).toBeDefined()
            const before = ticks[index - 1]
            if (before !== undefined)
              expect(msOf(moment) - msOf(before.at)).toBeGreaterThanOrEqual(minutes * 60_000 * part - 1)
          }
        },
      ),
    )
  })
})
