import type { AudienceEstimate } from '#functions/core/audience-estimate.ts'
import type { Counted } from '#functions/core/counted.ts'
import { type Digest, isOpen } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Viewing } from '#functions/core/viewing.ts'
import type { DeskContext } from './desk-route.ts'

export interface LookingDeps {
  latestDigests: (newsletter: string, limit: number) => Promise<Digest[]>
  audienceEstimate: (ref: DigestRef) => Promise<AudienceEstimate | undefined>
  /** As counted last; nothing is counted for it. */
  storedCount: (ref: DigestRef) => Promise<Counted | undefined>
  leastApprovalSeconds: number
  draftLeadSeconds: number
}

/** Who looks, and when. */
export const lookingFrom = ({ leastApprovalSeconds, draftLeadSeconds }: LookingDeps, c: DeskContext) => ({
  now: c.var.now,
  viewerZone: c.var.zone,
  leastApprovalSeconds,
  draftLeadSeconds,
})

/** What is known of a digest beside its row, as one looks at it. */
export const lookingAt = async (
  deps: LookingDeps,
  c: DeskContext,
  newsletter: Newsletter,
  digest: Digest,
): Promise<Viewing> => {
  const isFrozen = digest.attempt !== undefined
  const [readers, counted] = await Promise.all([
    isFrozen ? undefined : deps.audienceEstimate(digest),
    isFrozen ? deps.storedCount(digest) : undefined,
  ])
  return { ...lookingFrom(deps, c), newsletter, readers, counted }
}

/** Digests that may be open at a time: a regular one and a round-up, each with one that was held. */
const MOST_LOOKED_AT = 8

/** A newsletter's digests that are not over, the first due first. */
export const openDigestsOf = async (deps: LookingDeps, { slug }: Newsletter): Promise<Digest[]> =>
  (await deps.latestDigests(slug, MOST_LOOKED_AT))
    .filter(isOpen)
    .toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
