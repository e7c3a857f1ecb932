import type { Digest } from '#functions/core/digest.ts'
import { type ExclusionReason, exclusionOf } from '#functions/core/exclusion.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Plan } from '#functions/core/placement.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { membersOfOtherKind } from './members-of-other-kind.ts'
import type { DueOf, Excludes } from './plan-waves.ts'
import type { Digests, Ledger } from './ports.ts'

/** Who is not to be mailed; of one slot nobody gets both kinds, however their choices change between the two freezes. */
export const excludesOf = async (
  deps: { digests: Digests; ledger: Ledger },
  digest: Digest,
  newsletter: Newsletter,
  plan: Plan,
): Promise<Excludes> => {
  const others = await membersOfOtherKind(deps, digest)
  return (reader, at) =>
    exclusionOf(reader, newsletter, digest, plan, at) ?? (others.has(reader.id) ? 'frequency' : undefined)
}

/** When a reader is due, or why they are excluded: as they will stand when their wave is due. */
export const judge = (
  { excludes, dueOf }: { readonly excludes: Excludes; readonly dueOf: DueOf },
  reader: Subscriber,
  now: Instant,
): { readonly dueAt: Instant } | { readonly reason: ExclusionReason } => {
  const dueAt = dueOf(reader)
  if (dueAt === 'ramp') return { reason: excludes(reader, now) ?? 'ramp' }
  const reason = excludes(reader, dueAt > now ? dueAt : now)
  return reason === undefined ? { dueAt } : { reason }
}
