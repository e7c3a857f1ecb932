import type { Audience } from '#functions/core/audience.ts'
import type { Batch } from '#functions/core/batch.ts'
import type { Counted } from '#functions/core/counted.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type CallsAhead, forecast } from '#functions/core/forecast.ts'
import type { Instant } from '#functions/core/instant.ts'
import { type CountDeps, countReaders } from './count-readers.ts'
import type { Digests } from './ports.ts'

export interface CountDigestDeps extends CountDeps {
  digests: Digests
}

const callsAhead = ({ waves }: Audience, waiting: readonly Batch[], now: Instant): CallsAhead[] =>
  [...Map.groupBy(waiting, ({ wave }) => wave)].map(([wave, { length: calls }]) => ({
    dueAt: waves[wave]?.dueAt ?? now,
    calls,
  }))

const nextWave = (digest: Digest, { waves }: Audience, now: Instant): Instant | null => {
  const coming = waves.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > now)
  return digest.status === 'cancelled' ? null : (coming.toSorted()[0] ?? null)
}

const sendingNow = async (digests: Digests): Promise<number> =>
  (await digests.open()).filter(({ status }) => status === 'sending').length

/** Counts afresh how the readers of a frozen digest stand, and foretells when its last call begins. */
export const countDigest = async (
  deps: CountDigestDeps,
  digest: Digest,
  audience: Audience,
): Promise<Counted> => {
  const at = deps.clock()
  const { waiting, mayStillSettle, ...counts } = await countReaders(deps, digest, audience)
  const lastCallAt =
    digest.status === 'sending' && waiting.length > 0
      ? forecast(
          await deps.ledger.pace(),
          await sendingNow(deps.digests),
          callsAhead(audience, waiting, at),
          at,
        )
      : null
  return { at, ...counts, nextWaveAt: nextWave(digest, audience, at), lastCallAt }
}
