import type { Patience } from '#functions/core/deadline.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import { outageWords } from '#functions/core/outage.ts'
import type { Pace } from '#functions/core/pace.ts'
import type { OpenWave } from './open-waves.ts'
import { type PauseDeps, pauseDigest } from './pause-digest.ts'

export interface LateDeps extends PauseDeps, Pick<Patience, 'staleSeconds'> {}

/** Since when nothing ran, as far as a wave shows: while anything runs, windows are dealt each minute for as long as a batch waits, however slow SES is. */
const idleSince = ({ movedAt }: Digest, { dueAt }: OpenWave, pace: Pace | undefined): Instant =>
  [movedAt, pace?.window].reduce<Instant>((last, at) => (at !== undefined && at > last ? at : last), dueAt)

/** Pauses a digest whose batches waited through an outage; answers whether it did. */
export const pauseIfLate = async (
  deps: LateDeps,
  digest: Digest,
  open: readonly OpenWave[],
  pace: Pace | undefined,
): Promise<boolean> => {
  const now = deps.clock()
  const [since] = open.map((wave) => idleSince(digest, wave, pace)).toSorted()
  if (since === undefined || plusSeconds(since, deps.staleSeconds) > now) return false
  const batches = open.reduce((sum, { left }) => sum + left, 0)
  await pauseDigest(deps, digest, outageWords(since, now, batches), 'late')
  return true
}
