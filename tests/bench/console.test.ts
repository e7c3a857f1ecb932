import { expect, test } from 'vitest'
import { percentile } from './console/measure.ts'
import { expectAllPages } from './console/visits.ts'

test('every page of the desk is measured', () => {
  expect(expectAllPages).not.toThrow()
})

test('a percentile is a value that was measured, and so many are not above it', () => {
  const values = [20, 1, 3, 2, ...Array.from({ length: 16 }, (_, index) => 4 + index)]
  expect([percentile(values, 95), percentile(values, 50), percentile(values, 100)]).toEqual([19, 10, 20])
})
