import { claimCounts } from '#functions/core/claim.ts'
import { parseDigestKey } from '#functions/core/digest-key.ts'
import type { Claim } from '#functions/core/post.ts'
import type { Digests } from './ports.ts'

/** Whether a post's claim, if it has one, still keeps it from other digests. */
export const claimHolds = async (digests: Pick<Digests, 'get'>, claim: Claim | undefined): Promise<boolean> =>
  claim !== undefined && claimCounts(claim, await digests.get(parseDigestKey(claim.digest)))
