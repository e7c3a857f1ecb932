import type { Instant } from '#functions/core/instant.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { SubscriberChange, Subscribers, Suppressions } from './ports.ts'

export interface ActivateDeps {
  subscribers: Subscribers
  suppressions: Suppressions
}

/** That somebody had themselves erased does not stand in the way of their own confirmation. */
const standing = async (deps: ActivateDeps, id: string) => {
  const cause = await deps.suppressions.get(id)
  return cause === 'erased' ? undefined : cause
}

/** Makes a row active by its reader's own word. The suppression is read before, so that the row never stands without it, and again after, for a reason told in `suppress`. Undefined when there is no row any more. */
export const activate = async (
  deps: ActivateDeps,
  { newsletter, reader }: { readonly newsletter: string; readonly reader: string },
  now: Instant,
  change: SubscriberChange = {},
): Promise<Subscriber | undefined> => {
  const before = await standing(deps, reader)
  const active = await deps.subscribers.update(newsletter, reader, {
    pausedUntil: null,
    ...change,
    status: 'active',
    statusAt: now,
    seenAt: now,
    suppressed: before ?? null,
    movedTo: null,
    expiresAt: null,
  })
  const after = await standing(deps, reader)
  if (active === undefined || after === before) return active
  return deps.subscribers.update(newsletter, reader, { suppressed: after ?? null })
}
