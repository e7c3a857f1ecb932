import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { FaultRule } from '#infra/local/ses/faults/fault-rule.ts'
import { until } from '#tests/support/gazette-process.ts'
import { killASend, SAMPLE_ACTIVE } from '#tests/support/kill-a-send.ts'

const KILLS = 10
const BATCH = 50

/** Some calls are accepted and their answers lost, some are throttled. */
const faults = (seed: number): FaultRule[] => {
  const operation = 'SendBulkEmail'
  return [
    { operation, match: { probability: 0.2, seed }, fault: { kind: 'fail-after-accept', how: 'reset' } },
    { operation, match: { probability: 0.2, seed: seed + 100 }, fault: { kind: 'throttle' } },
  ]
}

describe('kill -9 and a second start', () => {
  test.each(Array.from({ length: KILLS }, (_, kill) => kill))(
    'at moment %i of a send with faults: everyone is mailed once, or uncertain if it fell into their call',
    async (kill) => {
      const { recipients, accepted, uncertain } = await killASend(faults(kill), async (seen) => {
        await until(async () => (await seen.accepted()) > 0 || undefined, 90)
        await setTimeout(kill * 170)
      })
      expect(new Set(recipients).size).toBe(recipients.length)
      expect(accepted + uncertain).toBe(SAMPLE_ACTIVE)
      expect(accepted).toBeLessThanOrEqual(recipients.length)
      // The readers of the call that the kill fell into, and those of one before whose events it took along.
      expect(uncertain).toBeLessThanOrEqual(2 * BATCH)
    },
  )

  test('between two calls: nobody was uncertain at any time', async () => {
    // Once a batch is recorded as accepted, the next call begins a second later.
    const isRecorded = (codes: string): boolean => codes.includes('a') && !/[~?]/.test(codes)
    const { recipients, accepted, uncertain } = await killASend([], (seen) =>
      until(async () => isRecorded(await seen.codes()) || undefined, 90),
    )
    expect(new Set(recipients).size).toBe(recipients.length)
    expect([recipients.length, accepted, uncertain]).toEqual([SAMPLE_ACTIVE, SAMPLE_ACTIVE, 0])
  })
})
