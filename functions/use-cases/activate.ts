import type { Instant } from '#functions/core/instant.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type MarkDeps, markSuppressed } from './mark-suppressed.ts'
import type { SubscriberChange } from './ports.ts'

/** Makes a row active by its reader's own word, which ends the mark of an erasure and of nothing else. Undefined when there is no row any more. */
export const activate = async (
  deps: MarkDeps,
  { newsletter, reader }: { readonly newsletter: string; readonly reader: string },
  now: Instant,
  change: SubscriberChange = {},
): Promise<Subscriber | undefined> => {
  await deps.subscribers.update(newsletter, reader, {
    pausedUntil: null,
    ...change,
    status: 'active',
    statusAt: now,
    seenAt: now,
    movedTo: null,
    expiresAt: null,
  })
  return markSuppressed(deps, newsletter, reader)
}
