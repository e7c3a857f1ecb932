import { describe, expect, test } from 'vitest'
import { forecast } from '#functions/core/forecast.ts'
import type { Pace } from '#functions/core/pace.ts'
import { at } from '#tests/support/builders.ts'

const NOW = at('2026-11-24T07:00:00Z')
const aPace = (over: Partial<Pace> = {}): Pace => ({
  window: NOW,
  callsPerSecond: 2,
  credit: 0,
  tried: true,
  calm: 1,
  ...over,
})
const due = { dueAt: at('2026-11-24T06:00:00Z'), calls: 240 }

describe('the forecast', () => {
  test('is what the calls left take at the measured pace', () => {
    expect(forecast(aPace(), 1, [due], NOW)).toBe('2026-11-24T07:02:00.000Z')
  })

  test('is not made up before a pace was measured', () => {
    expect(forecast(undefined, 1, [due], NOW)).toBeNull()
    expect(forecast(aPace({ calm: 0 }), 1, [due], NOW)).toBeNull()
  })

  test('is none when no call is left', () => {
    expect(forecast(aPace(), 1, [], NOW)).toBeNull()
  })

  test('is later when other digests share the pace', () => {
    expect(forecast(aPace(), 3, [due], NOW)).toBe('2026-11-24T07:06:00.000Z')
  })

  test('waits for waves that are due later, in whatever order they come', () => {
    const tomorrow = { dueAt: at('2026-11-25T06:00:00Z'), calls: 120 }
    expect(forecast(aPace(), 1, [tomorrow, due], NOW)).toBe('2026-11-25T06:01:00.000Z')
    const soon = { dueAt: at('2026-11-24T07:01:00Z'), calls: 120 }
    expect(forecast(aPace(), 1, [due, soon], NOW)).toBe('2026-11-24T07:03:00.000Z')
  })
})
