import { describe, expect, test } from 'vitest'
import { until } from '#tests/support/gazette-process.ts'
import { killASend, SAMPLE_ACTIVE } from '#tests/support/kill-a-send.ts'

const BATCH = 50
const WORKERS = 10

const isOnce = (recipients: readonly string[]): boolean => new Set(recipients).size === recipients.length

describe.concurrent('kill -9 in the middle of a send, and a second start', () => {
  test('in a call: every reader is mailed once or named uncertain', async () => {
    // Every other call is accepted and then never answered, so that the kill falls into one.
    const hang = { kind: 'fail-after-accept', how: 'hang' } as const
    const { recipients, accepted, uncertain } = await killASend(
      [{ operation: 'SendBulkEmail', match: { every: 2 }, fault: hang }],
      (seen) => until(async () => (await seen.accepted()) > BATCH || undefined, 30),
    )
    expect(isOnce(recipients)).toBe(true)
    expect(accepted + uncertain).toBe(SAMPLE_ACTIVE)
    expect(accepted).toBeLessThanOrEqual(recipients.length)
    expect(uncertain).toBeLessThanOrEqual(BATCH * WORKERS)
  })

  test('between two calls: nobody is uncertain', async () => {
    // Once a batch is recorded as accepted, the next call begins a second later.
    const isRecorded = (codes: string): boolean => codes.includes('a') && !codes.includes('~')
    const { recipients, accepted, uncertain } = await killASend([], (seen) =>
      until(async () => isRecorded(await seen.codes()) || undefined, 30),
    )
    expect(isOnce(recipients)).toBe(true)
    expect([recipients.length, accepted, uncertain]).toEqual([SAMPLE_ACTIVE, SAMPLE_ACTIVE, 0])
  })
})
