import type { Act } from '#functions/core/act.ts'
import type { Fault } from '#functions/core/checked-mail.ts'
import { deadlineOf, type Patience } from '#functions/core/deadline.ts'
import { type Digest, isOpen } from '#functions/core/digest.ts'
import { digestRefOf } from '#functions/core/digest-key.ts'
import { EVERYTHING, previewFor } from '#functions/core/edition-view.ts'
import type { Content } from '#functions/core/entry.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { variantFor, variantId } from '#functions/core/variant.ts'
import { type CheckDeps, draftFaults } from './draft-faults.ts'
import { obstaclesOf } from './obstacles-of.ts'
import type { Acts, SendingAccount } from './ports.ts'
import { type PreviewDeps, previewDigest } from './preview-digest.ts'

interface Deps extends PreviewDeps, CheckDeps, Pick<Patience, 'leastApprovalSeconds'> {
  acts: Acts
  account: SendingAccount
}

export interface Shown {
  /** Absent of a digest that was skipped for want of posts. */
  readonly content?: Content
  readonly edition?: { readonly subject: string; readonly hash: string }
  /** What is wrong with its mails; none of a digest that is over. */
  readonly faults: readonly Fault[]
  /** What stands in the way of a send; none for a digest that is over. */
  readonly obstacles: readonly string[]
  readonly acts: readonly Act[]
  /** By when a draft must be approved. */
  readonly deadline?: Instant
}

/** A digest's acts, with the latest, which a crash may have kept out of their record. */
const actsOn = async (acts: Acts, digest: Digest): Promise<Act[]> => {
  const kept = await acts.list(digestRefOf(digest))
  const { act: latest, reason: why } = digest
  if (latest === undefined || kept.some(({ at, verb }) => at === latest.at && verb === latest.verb))
    return kept
  return [...kept, { ...(why && { why }), ...latest }]
}

/** All that an editor looks at before approving, and what people did so far. */
export const showDigest =
  (deps: Deps) =>
  async (newsletter: Newsletter, digest: Digest): Promise<Shown> => {
    const ref = digestRefOf(digest)
    const standing = isOpen(digest) ? await obstaclesOf(deps.account, newsletter, digest) : []
    const deadline = digest.status === 'draft' && { deadline: deadlineOf(digest, deps) }
    const told = { faults: [], obstacles: standing, acts: await actsOn(deps.acts, digest), ...deadline }
    const revision = digest.approval?.revision ?? digest.revision
    const content = await deps.digests.content(ref, revision)
    if (content === undefined) return told
    const edition = await previewDigest(deps)(ref, revision)
    const { subject } = previewFor(edition, variantId(variantFor(newsletter)), EVERYTHING)
    const faults = isOpen(digest) ? draftFaults(deps, newsletter, content, edition) : []
    return { ...told, faults, content, edition: { subject, hash: edition.hash } }
  }
