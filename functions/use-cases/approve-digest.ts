import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import { requestApproval } from '#functions/core/digest-verbs.ts'
import { NotFound } from '#functions/core/errors.ts'
import type { Clock, Digests, Queue } from './ports.ts'

interface Deps {
  digests: Digests
  approvals: Queue<DigestRef>
  clock: Clock
}

/** Takes an approval of the edition whose hash the preview showed. A worker renders again, then finishes or refuses. */
export const approveDigest =
  (deps: Deps) =>
  async (ref: DigestRef, shown: { revision: number; editionHash: string; by: string }): Promise<Digest> => {
    const digest = await deps.digests.get(ref)
    if (digest === undefined) throw new NotFound(`There is no digest ${digestKey(ref)}.`)
    const approving = await deps.digests.replace(requestApproval(digest, { ...shown, at: deps.clock() }))
    // If this process dies here, the tick asks the worker again.
    await deps.approvals.send([{ message: digestRefOf(ref) }])
    return approving
  }
