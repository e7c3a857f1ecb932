import { callOf, codesOf, decided, isInCall } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { sendRemaining as goOn } from '#functions/core/digest-verbs.ts'
import { Conflict } from '#functions/core/errors.ts'
import { type ActDeps, type Actor, actOnDigest } from './act-on-digest.ts'
import { digestOf } from './digest-of.ts'
import type { Ledger } from './ports.ts'

interface Deps extends ActDeps {
  ledger: Ledger
  callLeaseSeconds: number
}

/** The cancel ended an admin's word to send again to some who may have been mailed: they stay uncertain. */
const leaveUncertain = async (deps: Deps, digest: Digest): Promise<void> => {
  for await (const { batch } of deps.ledger.batches(digestKey(digest), digest.attempt ?? '')) {
    const positions = codesOf(batch).flatMap((code, position) =>
      code === '.' && callOf(batch, position) !== undefined ? [position] : [],
    )
    if (positions.length === 0) continue
    // Its worker could no longer record the answer.
    if (isInCall(batch, deps.callLeaseSeconds, deps.clock()))
      throw new Conflict('A batch is in a call just now. Try again in a minute.')
    await deps.ledger.replaceBatch(decided(batch, positions, '?'))
  }
}

/**
 * Goes on with a digest that was cancelled after its first call: who was not reached is called, wave by wave as before, and
 * nobody else. What SES refused or stopped so far counts no more.
 */
export const sendRemaining =
  (deps: Deps) =>
  async (ref: DigestRef, actor: Actor): Promise<Digest> => {
    const digest = await digestOf(deps.digests, ref)
    // Asked before anything is written.
    goOn(digest, deps.clock())
    await leaveUncertain(deps, digest)
    await deps.ledger.clearRefusals(digestKey(ref))
    return actOnDigest(deps, ref, 'send-remaining', actor, (latest, { at }) => goOn(latest, at))
  }
