import type { AudienceEstimate } from '#functions/core/audience-estimate.ts'
import type { Counted } from '#functions/core/counted.ts'
import { type Digest, isOpen } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Viewing } from '#functions/core/viewing.ts'
import type { DeskContext } from './desk-route.ts'

export interface LookingDeps {
  /** Newest first; only those before one, if it is named. */
  latestDigests: (newsletter: string, limit: number, before?: DigestRef) => Promise<Digest[]>
  /** Of all newsletters, those that are not over. May lag by a second. */
  openDigests: () => Promise<Digest[]>
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

/** The digest of the slot that is near, and a round-up, are seen at once; older ones in the list of what is open, which may lag. */
const MOST_LOOKED_AT = 4

/** A newsletter's digests that are not over, the first due first. */
export const openDigestsOf = async (deps: LookingDeps, { slug }: Newsletter): Promise<Digest[]> => {
  const [latest, open] = await Promise.all([deps.latestDigests(slug, MOST_LOOKED_AT), deps.openDigests()])
  const own = [...open.filter(({ newsletter }) => newsletter === slug), ...latest]
  return [...new Map(own.map((digest) => [digestKey(digest), digest])).values()]
    .filter(isOpen)
    .toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
}
