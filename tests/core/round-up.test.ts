import { describe, expect, test } from 'vitest'
import type { Slot } from '#functions/core/newsletter.ts'
import { hasRoundUps, isForReader } from '#functions/core/round-up.ts'

type Rhythm = NonNullable<Slot['rhythm']>
const slotOf = (rhythm?: Rhythm) => ({
  slot: { weekday: 'tuesday', time: '07:00', ...(rhythm && { rhythm }) } satisfies Slot,
})
const everyWeeks = (weeks: number) => slotOf({ everyWeeks: weeks, from: '2026-11-24' })
const OFTEN = [slotOf(), everyWeeks(2), everyWeeks(3)]
const MONTHLY = [everyWeeks(4), everyWeeks(52), slotOf({ ofMonth: 'first' }), slotOf({ ofMonth: 'last' })]

describe('a round-up', () => {
  test('is there where a newsletter comes more often than once a month', () => {
    expect(OFTEN.map(hasRoundUps)).toEqual([true, true, true])
    expect(MONTHLY.map(hasRoundUps)).toEqual([false, false, false, false])
  })

  test('is for monthly readers alone, and the regular digests are for all others', () => {
    for (const newsletter of OFTEN) {
      expect(isForReader('round-up', { frequency: 'monthly' }, newsletter)).toBe(true)
      expect(isForReader('round-up', {}, newsletter)).toBe(false)
      expect(isForReader('regular', { frequency: 'monthly' }, newsletter)).toBe(false)
      expect(isForReader('regular', {}, newsletter)).toBe(true)
    }
  })

  test('is missed by nobody where the newsletter is monthly itself: its digests are for everybody', () => {
    for (const newsletter of MONTHLY) {
      expect(isForReader('regular', { frequency: 'monthly' }, newsletter)).toBe(true)
      expect(isForReader('regular', {}, newsletter)).toBe(true)
    }
  })
})
