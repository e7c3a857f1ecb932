import type { Digest, PauseCause } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { pause } from '#functions/core/digest-verbs.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Alarm, Clock, Digests } from './ports.ts'

export interface PauseDeps {
  digests: Digests
  clock: Clock
  alarm: Alarm
}

const MOST_TRIES = 5

/** Pauses a digest that is approved or sending, whatever else changes its row meanwhile. The words stay in the digest, where staff see them: they may name addresses, which no log may hold. */
export const pauseDigest = async (
  deps: PauseDeps,
  ref: DigestRef,
  words: string,
  cause: PauseCause,
  until?: Instant,
): Promise<Digest | undefined> => {
  for (let tries = 1; ; tries += 1) {
    const digest = await deps.digests.get(ref)
    if (digest?.status !== 'sending' && digest?.status !== 'approved') return digest
    try {
      const at = deps.clock()
      const paused = await deps.digests.replace(pause(digest, words, { cause, at, ...(until && { until }) }))
      deps.alarm('digest paused', { digest: digestKey(ref), cause })
      return paused
    } catch (error) {
      if (!(error instanceof Conflict) || tries === MOST_TRIES) throw error
    }
  }
}
