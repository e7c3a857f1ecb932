import { describe, expect, test } from 'vitest'
import { Instant, plusDays, plusSeconds, toInstant } from '#functions/core/instant.ts'

describe('an instant', () => {
  test('is the same one in any offset, and sorts as text', () => {
    expect(toInstant('2026-11-24T08:00:00+01:00')).toBe('2026-11-24T07:00:00.000Z')
    expect(Instant.safeParse('2026-11-24T07:00:00.000Z').success).toBe(true)
    for (const other of ['2026-11-24T08:00:00.000+01:00', '2026-11-24T07:00:00Z', '2026-11-24'])
      expect(Instant.safeParse(other).success).toBe(false)
  })

  test('is none of what is no time', () => {
    expect(() => toInstant('soon')).toThrow(RangeError)
  })

  test('moves by seconds and by days of 24 hours', () => {
    const leap = toInstant('2028-02-28T23:59:30Z')
    expect(plusSeconds(leap, 45)).toBe('2028-02-29T00:00:15.000Z')
    expect(plusDays(leap, -1)).toBe('2028-02-27T23:59:30.000Z')
  })
})
