import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { until } from '#tests/support/gazette-process.ts'
import { killASend, SAMPLE_ACTIVE } from '#tests/support/kill-a-send.ts'

const KILLS = 10

describe('kill -9 at ten moments of a send, with answers lost and refused', () => {
  test.each(Array.from({ length: KILLS }, (_, kill) => kill))('kill %i', async (kill) => {
    const { recipients, accepted, uncertain } = await killASend(
      [
        {
          operation: 'SendBulkEmail',
          match: { probability: 0.2, seed: kill },
          fault: { kind: 'fail-after-accept', how: 'reset' },
        },
        {
          operation: 'SendBulkEmail',
          match: { probability: 0.2, seed: kill + 100 },
          fault: { kind: 'throttle' },
        },
      ],
      async (seen) => {
        await until(async () => (await seen.accepted()) > 0 || undefined, 30)
        await setTimeout(kill * 170)
      },
    )
    expect(new Set(recipients).size).toBe(recipients.length)
    expect(accepted + uncertain).toBe(SAMPLE_ACTIVE)
    expect(uncertain).toBe(0)
  })
})
