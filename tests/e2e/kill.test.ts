import { expect, test } from 'vitest'
import { until } from '#tests/support/gazette-process.ts'
import { killASend, SAMPLE_ACTIVE } from '#tests/support/kill-a-send.ts'

const BATCH = 50
const WORKERS = 10

test('after kill -9 in a call and a second start, every reader is mailed once or named uncertain', {
  timeout: 240_000,
}, async () => {
  // Every other call is accepted and then never answered, so that the kill falls into one.
  const hang = { kind: 'fail-after-accept', how: 'hang' } as const
  const { recipients, accepted, uncertain } = await killASend(
    [{ operation: 'SendBulkEmail', match: { every: 2 }, fault: hang }],
    (seen) => until(async () => (await seen.accepted()) > BATCH || undefined, 90),
  )
  expect(new Set(recipients).size).toBe(recipients.length)
  expect(accepted + uncertain).toBe(SAMPLE_ACTIVE)
  expect(accepted).toBeLessThanOrEqual(recipients.length)
  expect(uncertain).toBeLessThanOrEqual(BATCH * WORKERS)
})
