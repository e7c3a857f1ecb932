import { describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { Health } from '#functions/core/health.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import { alarmIfStuck } from '#functions/use-cases/alarm-if-stuck.ts'
import type { Ledger } from '#functions/use-cases/ports.ts'
import { aDigest, anApprovedDigest, anAudience, SLOT_AT } from '#tests/support/builders.ts'

const HOURS = 3600
const NOW = plusSeconds(SLOT_AT, 6 * HOURS)
const ago = (seconds: number): Instant => plusSeconds(NOW, -seconds)

/** The alarms raised now for a digest, of which something was counted last so long ago. */
const alarms = async (
  digest: Digest,
  countedAt?: Instant,
  waves: readonly Instant[] = [],
): Promise<unknown[]> => {
  const raised: unknown[] = []
  const health = { ...Health.parse({}), ...(countedAt && { at: countedAt }) }
  const audience = anAudience({
    waves: waves.map((dueAt) => ({ dueAt, batches: 1, readers: 1, canaries: [] })),
  })
  const ledger: Partial<Ledger> = { health: async () => health, audience: async () => audience }
  const alarm = (...told: unknown[]) => void raised.push(told)
  const deps = { ledger: ledger as Ledger, clock: () => NOW, alarm, stuckSeconds: 2 * HOURS }
  await alarmIfStuck(deps, digest)
  return raised
}

describe('a digest of which nothing moved for two hours', () => {
  const stuck = anApprovedDigest({ status: 'sending', movedAt: ago(3 * HOURS) })

  test('raises an alarm that names it and how it stands', async () => {
    expect(await alarms(stuck, ago(2 * HOURS))).toEqual([
      ['digest stuck', { digest: 'sample-regular-2026-11-24', status: 'sending' }],
    ])
    expect(await alarms(aDigest({ status: 'approving' }))).toHaveLength(1)
  })

  test.each([
    ['a reader moved', { ...stuck, movedAt: ago(2 * HOURS - 1) }, undefined],
    ['a call was counted', stuck, ago(2 * HOURS - 1)],
    ['its hour came', { ...stuck, dueAt: ago(2 * HOURS - 1) }, undefined],
    [
      'it was approved',
      anApprovedDigest({
        approval: { revision: 1, editionHash: 'e', by: 'editor', at: ago(2 * HOURS - 1) },
      }),
      undefined,
    ],
  ])('raises none where %s since', async (_, digest, countedAt) => {
    expect(await alarms(digest, countedAt)).toEqual([])
  })

  test('raises none when a wave has become due since, and one though another is still to come', async () => {
    expect(await alarms(stuck, undefined, [ago(9 * HOURS), ago(1)])).toEqual([])
    expect(await alarms(stuck, undefined, [ago(9 * HOURS), ago(-1)])).toHaveLength(1)
  })
})
