import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestRefOf } from '#functions/core/digest-key.ts'
import { leaveTimeToHold, requestApproval } from '#functions/core/digest-verbs.ts'
import { Conflict } from '#functions/core/errors.ts'
import { isSamePerson, type Person } from '#functions/core/same-person.ts'
import { againOnConflict } from './again-on-conflict.ts'
import { digestOf } from './digest-of.ts'
import type { Clock, Digests, Newsletters, Queue } from './ports.ts'

interface Deps {
  newsletters: Newsletters
  digests: Digests
  approvals: Queue<DigestRef>
  clock: Clock
}

/** Where a newsletter wants four eyes, who edited a digest last does not approve it. */
const checkEyes = async (deps: Deps, digest: Digest, revision: number, approver: Person): Promise<void> => {
  const newsletter = await deps.newsletters.get(digest.newsletter)
  if (newsletter?.approval !== 'four-eyes') return
  const content = await deps.digests.content(digest, revision)
  if (content === undefined) return
  if (isSamePerson({ by: content.savedBy, person: content.editorId }, approver))
    throw new Conflict(
      `${content.savedBy} edited it last. ${newsletter.name} wants somebody else to approve it.`,
    )
}

/** What an approver saw, and who they are. */
export interface ShownEdition {
  readonly revision: number
  readonly editionHash: string
  readonly by: string
  /** Their id, where they signed in at the desk. */
  readonly person?: string
  /** Whether a digest that is due leaves time to take the approval back. */
  readonly hold?: boolean
}

/** Takes an approval of the edition whose hash the preview showed. A worker renders again, then finishes or refuses. */
export const approveDigest =
  (deps: Deps) =>
  async (ref: DigestRef, { hold = false, person, ...shown }: ShownEdition): Promise<Digest> => {
    const approving = await againOnConflict(async () => {
      const digest = await digestOf(deps.digests, ref)
      await checkEyes(deps, digest, shown.revision, { by: shown.by, person })
      const at = deps.clock()
      const approved = requestApproval(digest, { ...shown, at })
      return deps.digests.replace(hold ? leaveTimeToHold(approved, at) : approved)
    })
    // If this process dies here, the tick asks the worker again.
    await deps.approvals.send([{ message: digestRefOf(ref) }])
    return approving
  }
