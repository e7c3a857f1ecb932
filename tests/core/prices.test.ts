import { expect, test } from 'vitest'
import { sendDollars } from '#functions/core/prices.ts'

test('a thousand readers cost ten cents of SES, and a hundredth of that more for their events', () => {
  // 1000 readers; 2000 publishes; 2000 events received and deleted, ten in a request.
  expect(sendDollars(1000)).toBeCloseTo(0.1 + 0.001 + 0.00016, 9)
  expect(sendDollars(1_000_000)).toBeCloseTo(101.16, 6)
  expect(sendDollars(0)).toBe(0)
})
