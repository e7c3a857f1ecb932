import { memberStanding } from '#functions/core/batch.ts'
import { type DigestKind, type DigestRef, digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import type { Digests, Ledger } from './ports.ts'

const OTHER: Readonly<Record<DigestKind, DigestKind>> = { regular: 'round-up', 'round-up': 'regular' }

/** The readers, by id, who were frozen into the digest of the other kind in a digest's slot, but for those who were excluded or failed there. */
export const membersOfOtherKind = async (
  deps: { readonly digests: Digests; readonly ledger: Ledger },
  digest: DigestRef,
): Promise<ReadonlySet<string>> => {
  const ref = { ...digestRefOf(digest), kind: OTHER[digest.kind] }
  const key = digestKey(ref)
  const members = new Set<string>()
  const audience = await deps.ledger.audience(key)
  if (audience === undefined) return members
  const cancelled = (await deps.digests.get(ref))?.status === 'cancelled'
  const moment = { callIsOver: true, cancelled }
  for await (const { batch, events } of deps.ledger.batches(key, audience.attempt))
    for (const [position, id] of batch.members.entries()) {
      const { disposition } = memberStanding(batch, events, position, moment)
      if (disposition !== 'excluded' && disposition !== 'failed') members.add(id)
    }
  return members
}
