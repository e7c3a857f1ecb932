import type { Digest, PauseCause } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { pause } from '#functions/core/digest-verbs.ts'
import type { Instant } from '#functions/core/instant.ts'
import { againOnConflict } from './again-on-conflict.ts'
import type { Alarm, Clock, Digests } from './ports.ts'

export interface PauseDeps {
  digests: Digests
  clock: Clock
  alarm: Alarm
}

/** Pauses a digest that is approved or sending, whatever else changes its row meanwhile. The words stay in the digest, where staff see them: they may name addresses, which no log may hold. */
export const pauseDigest = (
  deps: PauseDeps,
  ref: DigestRef,
  words: string,
  cause: PauseCause,
  until?: Instant,
): Promise<Digest | undefined> =>
  againOnConflict(async () => {
    const digest = await deps.digests.get(ref)
    if (digest?.status !== 'sending' && digest?.status !== 'approved') return digest
    const at = deps.clock()
    const paused = await deps.digests.replace(pause(digest, words, { cause, at, ...(until && { until }) }))
    deps.alarm('digest paused', { digest: digestKey(ref), cause })
    return paused
  })
