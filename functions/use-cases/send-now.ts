import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import { sendNow as nowDue } from '#functions/core/digest-verbs.ts'
import { type ActDeps, type Actor, actOnDigest } from './act-on-digest.ts'

/** Has an approved digest go out in five minutes, until which it can be taken back. */
export const sendNow =
  (deps: ActDeps) =>
  (ref: DigestRef, actor: Actor): Promise<Digest> =>
    actOnDigest(deps, ref, 'send-now', actor, (digest, { at }) => nowDue(digest, at))
