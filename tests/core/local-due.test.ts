import { describe, expect, test } from 'vitest'
import { type Instant, msOf } from '#functions/core/instant.ts'
import { dueTimes } from '#functions/core/local-due.ts'
import { FIRST_CLOCKS, instantAt } from '#functions/core/slots.ts'
import { at, SLOT_AT } from '#tests/support/builders.ts'

const ZONES = Intl.supportedValuesOf('timeZone')
const LOCAL_TIME = '2026-11-24T07:00'

/** What the clocks of a zone show, read without our code: `24/11/2026, 07:00`. */
const shown = (instant: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(msOf(instant))

describe('a local time', () => {
  test('is met when the clocks of a zone show it, whatever the zone', () => {
    for (const zone of ZONES) expect(shown(instantAt(LOCAL_TIME, zone), zone), zone).toBe('24/11/2026, 07:00')
  })

  test('that is skipped is met right after the gap, and one that comes twice is met first', () => {
    expect(instantAt('2026-03-29T02:30', 'Europe/Berlin')).toBe(at('2026-03-29T01:00:00Z'))
    expect(instantAt('2026-10-25T02:30', 'Europe/Berlin')).toBe(at('2026-10-25T00:30:00Z'))
  })

  test('is met nowhere before UTC+14, and at fewer moments than a digest may have waves', () => {
    const moments = new Set(ZONES.map((zone) => instantAt(LOCAL_TIME, zone)))
    expect([...moments].toSorted()[0]).toBe(instantAt(LOCAL_TIME, FIRST_CLOCKS))
    expect(moments.size).toBeLessThan(50)
  })
})

describe('the readers of a digest', () => {
  const dueAt = instantAt(LOCAL_TIME, FIRST_CLOCKS)
  const home = { zone: 'Europe/Berlin' }

  test('are due at once where it has no local time', () => {
    const dueOf = dueTimes({ dueAt: SLOT_AT }, home)
    expect([dueOf({}), dueOf({ zone: 'Asia/Seoul' })]).toEqual([SLOT_AT, SLOT_AT])
  })

  test('are due by their own clocks, and by those of the newsletter where their zone is unknown', () => {
    const dueOf = dueTimes({ dueAt, localTime: LOCAL_TIME }, home)
    const zones = ['Asia/Seoul', 'asia/seoul', 'America/Los_Angeles', 'Mars/Olympus', '+05:37', '', undefined]
    const [seoul, berlin] = [at('2026-11-23T22:00:00Z'), at('2026-11-24T06:00:00Z')]
    const dues = [seoul, seoul, at('2026-11-24T15:00:00Z'), berlin, berlin, berlin, berlin]
    // The second time from memory.
    for (let times = 0; times < 2; times += 1) expect(zones.map((zone) => dueOf({ zone }))).toEqual(dues)
  })
})
