import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { type Plan, planOf } from '#functions/core/placement.ts'
import { approvedContent } from './approved-content.ts'
import type { Digests } from './ports.ts'

const MOST_KNOWN = 20

/** The plans of approved revisions, kept for the life of a worker: a revision is never written over, and reading and unpacking it for each batch would cost more than the batch. */
export const knownPlans = (digests: Pick<Digests, 'content'>) => {
  const known = new Map<string, Plan>()
  return async (digest: Digest): Promise<Plan> => {
    const name = `${digestKey(digest)}#${digest.approval?.revision}#${digest.planned}`
    const plan =
      known.get(name) ?? planOf(await approvedContent(digests, digest), digest.planned ?? 'without-lead')
    known.set(name, plan)
    const [oldest = name] = known.keys()
    if (known.size > MOST_KNOWN) known.delete(oldest)
    return plan
  }
}
