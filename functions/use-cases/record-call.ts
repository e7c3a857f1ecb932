import { type Batch, batchTag, callOf, codesOf } from '#functions/core/batch.ts'
import { type Digest, isHeeded } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { CODES, type Code, FAILURE_CODES } from '#functions/core/disposition.ts'
import { type Health, refusedWith } from '#functions/core/health.ts'
import { type Settlement, UNIFORM } from '#functions/core/settle.ts'
import { type PauseDeps, pauseDigest } from './pause-digest.ts'
import { type UnsettleDeps, unsettleRefused } from './unsettle-refused.ts'

export interface RefusalDeps extends PauseDeps, UnsettleDeps {}

/** The entries of the call that just ended, as `wave-number-position`. */
const entriesWith = (batch: Batch, calling: Batch, code: Code): string[] => {
  const latest = calling.calls.length - 1
  return codesOf(batch).flatMap((own, position) =>
    own === code && callOf(calling, position) === latest ? [`${batchTag(batch)}-${position}`] : [],
  )
}

/**
 * Counts what a call came to, and answers how many it got accepted. A batch whose readers were refused before any of
 * it was accepted is remembered with its digest: when the first five entries of a digest share one refusal, nobody stays settled and the digest pauses.
 */
export const recordCall = async (
  deps: RefusalDeps,
  digest: Digest,
  calling: Batch,
  settled: Batch,
  settlement: Settlement,
): Promise<number> => {
  const key = digestKey(digest)
  const now = deps.clock()
  if (settlement.slowDown) await deps.ledger.noteThrottle(now)
  const accepted = entriesWith(settled, calling, 'a').length
  let health: Health | undefined
  if (accepted > 0) health = await deps.ledger.addHealth(key, { accepted }, now)
  if (settled.codes.includes('a') || isHeeded(digest, 'alike')) return accepted
  for (const code of FAILURE_CODES) {
    const entries = entriesWith(settled, calling, code)
    if (entries.length === 0) continue
    health = await deps.ledger.addHealth(key, { refused: { code, entries } }, now)
    if (health.accepted > 0 || refusedWith(health, code).size < UNIFORM) continue
    const words = `SES refuses reader after reader alike: ${CODES[code].reason}.`
    await pauseDigest(deps, digest, words, 'alike')
    // What is in a call now is let wait when a person resumes the digest.
    await unsettleRefused(deps, digest)
  }
  return accepted
}
