import type { Digest } from './digest.ts'
import type { Claim } from './post.ts'

const HOLDING = ['approving', 'approved', 'sending', 'paused', 'sent']

/**
 * Whether a post's claim still keeps it from other digests: the digest that it names still holds by the approval
 * that claimed it. Going back to draft, or a cancel before the first call, voids all its claims by that one write.
 */
export const claimCounts = (
  claim: Claim,
  digest: Pick<Digest, 'status' | 'approval' | 'firstCallAt'> | undefined,
): boolean => {
  if (digest?.approval?.at !== claim.approvedAt) return false
  if (digest.status === 'cancelled') return digest.firstCallAt !== undefined
  // A held digest has an approval only if it was held after it.
  return digest.status === 'held' || HOLDING.includes(digest.status)
}
