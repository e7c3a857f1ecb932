import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { cancel, hold, pause, resume, skip } from '#functions/core/digest-verbs.ts'
import { Conflict, NotFound } from '#functions/core/errors.ts'
import { type ActDeps, type Actor, actOnDigest } from './act-on-digest.ts'
import { type UnsettleDeps, unsettleRefused } from './unsettle-refused.ts'

interface Deps extends ActDeps, UnsettleDeps {}

/**
 * What staff do to a digest as a whole. A worker reads the digest right before each call, so after the answer of
 * `pause` or `cancel` at most the one call leaves that each running worker had begun.
 */
export const controlDigest = (deps: Deps) => ({
  /** Keeps it from going out until it is resumed. */
  hold: (ref: DigestRef, actor: Actor): Promise<Digest> =>
    actOnDigest(deps, ref, 'hold', actor, (digest, { why }) => hold(digest, why)),

  /** Leaves this one out; its posts go into the next. */
  skip: (ref: DigestRef, actor: Actor): Promise<Digest> =>
    actOnDigest(deps, ref, 'skip', actor, (digest, { why, at }) => skip(digest, why, at)),

  pause: (ref: DigestRef, actor: Actor): Promise<Digest> =>
    actOnDigest(deps, ref, 'pause', actor, (digest, { why, at }) =>
      pause(digest, why, { cause: 'person', at }),
    ),

  /** Goes on where it stood. Readers whom SES refused before it had accepted anybody are called again, and what SES refused or stopped so far counts no more. */
  async resume(ref: DigestRef, actor: Actor): Promise<Digest> {
    const digest = await deps.digests.get(ref)
    if (digest === undefined) throw new NotFound('There is no such digest.')
    if (digest.status === 'paused') {
      if (!(await unsettleRefused(deps, digest)))
        throw new Conflict('A batch is in a call just now. Try again in a minute.')
      await deps.ledger.clearRefusals(digestKey(ref))
    }
    return actOnDigest(deps, ref, 'resume', actor, (latest, { at }) => resume(latest, at))
  },

  /** Ends it. Who was not reached yet is excluded; who was stays so. */
  cancel: (ref: DigestRef, actor: Actor): Promise<Digest> =>
    actOnDigest(deps, ref, 'cancel', actor, (digest, { why, at }) => cancel(digest, why, at)),
})

export type Control = ReturnType<typeof controlDigest>
