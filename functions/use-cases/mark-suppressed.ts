import type { Subscriber, SuppressionCause } from '#functions/core/subscriber.ts'
import type { Subscribers, Suppression, Suppressions } from './ports.ts'

export interface MarkDeps {
  subscribers: Subscribers
  suppressions: Suppressions
}

/** That somebody had themselves erased does not stand in the way of what they themselves did since. */
const markOf = ({ seenAt }: Subscriber, standing: Suppression | undefined): SuppressionCause | undefined =>
  standing?.cause === 'erased' && seenAt !== undefined && seenAt > standing.at ? undefined : standing?.cause

/**
 * Has a row say which suppression stands, and answers with the row; undefined when there is none. Whoever changes a
 * suppression or adds a row marks afterwards. The row is read before the suppression, and its mark changed only where it
 * is as it was read, until the two agree: so of several at once the last leaves what stands, and nobody who read of no
 * suppression takes the mark of a later one away.
 */
export const markSuppressed = async (
  deps: MarkDeps,
  newsletter: string,
  id: string,
): Promise<Subscriber | undefined> => {
  for (;;) {
    const row = await deps.subscribers.get(newsletter, id)
    if (row === undefined) return undefined
    const wanted = markOf(row, await deps.suppressions.standing(id))
    if (row.suppressed === wanted) return row
    await deps.subscribers.mark(row, wanted)
  }
}
