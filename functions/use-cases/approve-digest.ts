import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestRefOf } from '#functions/core/digest-key.ts'
import { requestApproval } from '#functions/core/digest-verbs.ts'
import { Conflict } from '#functions/core/errors.ts'
import { againOnConflict } from './again-on-conflict.ts'
import { digestOf } from './digest-of.ts'
import type { Clock, Digests, Newsletters, Queue } from './ports.ts'

interface Deps {
  newsletters: Newsletters
  digests: Digests
  approvals: Queue<DigestRef>
  clock: Clock
}

const isSamePerson = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase()

/** Where a newsletter wants four eyes, who edited a digest last does not approve it. */
const checkEyes = async (deps: Deps, digest: Digest, revision: number, by: string): Promise<void> => {
  const newsletter = await deps.newsletters.get(digest.newsletter)
  if (newsletter?.approval !== 'four-eyes') return
  const content = await deps.digests.content(digest, revision)
  if (content !== undefined && isSamePerson(content.savedBy, by))
    throw new Conflict(
      `${content.savedBy} edited it last. ${newsletter.name} wants somebody else to approve it.`,
    )
}

/** Takes an approval of the edition whose hash the preview showed. A worker renders again, then finishes or refuses. */
export const approveDigest =
  (deps: Deps) =>
  async (ref: DigestRef, shown: { revision: number; editionHash: string; by: string }): Promise<Digest> => {
    const approving = await againOnConflict(async () => {
      const digest = await digestOf(deps.digests, ref)
      await checkEyes(deps, digest, shown.revision, shown.by)
      return deps.digests.replace(requestApproval(digest, { ...shown, at: deps.clock() }))
    })
    // If this process dies here, the tick asks the worker again.
    await deps.approvals.send([{ message: digestRefOf(ref) }])
    return approving
  }
