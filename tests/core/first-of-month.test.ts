import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { isFirstOfMonth } from '#functions/core/first-of-month.ts'

const regular = (date: string) => isFirstOfMonth({ kind: 'regular', date })

describe('the first digest of a month', () => {
  test('is exactly one of each month’s, whatever the weekday of the slot', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 10, max: 120 }), (start, weeks) => {
        const first = Temporal.PlainDate.from('2000-01-01').add({ days: start })
        const dates = Array.from({ length: weeks }, (_, week) => first.add({ weeks: week }).toString())
        const monthOf = (date: string) => date.slice(0, 7)
        // The run may begin after the first digest of its month, and ends with a month that is there in part.
        const months = [...Map.groupBy(dates, monthOf)].slice(1)
        for (const [, own] of months) expect(own.filter(regular)).toEqual(own.slice(0, 1))
        expect(months.length).toBeGreaterThan(0)
      }),
    )
  })

  test.each([
    ['2026-12-01', true],
    ['2026-12-07', true],
    ['2026-12-08', false],
    ['2026-12-29', false],
  ])('at %s: %s', (date, is) => {
    expect(regular(date)).toBe(is)
  })

  test('is no round-up', () => {
    expect(isFirstOfMonth({ kind: 'round-up', date: '2026-12-01' })).toBe(false)
  })
})
