import type { Instant } from '#functions/core/instant.ts'
import type { Clock, Histories, Newsletters, Subscribers } from './ports.ts'

export interface LeaveAllDeps {
  histories: Histories
  subscribers: Subscribers
  newsletters: Newsletters
  clock: Clock
}

/** Ends a reader's subscription to one newsletter, and the one to which they moved it; what began after that moment goes on. */
const leaveOne = async (deps: LeaveAllDeps, newsletter: string, reader: string, at: Instant) => {
  const seen = new Set<string>()
  for (let id: string | undefined = reader; id !== undefined && !seen.has(id); ) {
    seen.add(id)
    const row = await deps.subscribers.get(newsletter, id)
    if (row?.status === 'active' && row.statusAt <= at) {
      await deps.histories.note(id, { newsletter, at, what: 'unsubscribed', how: 'event' })
      await deps.subscribers.update(newsletter, id, { status: 'unsubscribed', statusAt: at })
    }
    id = row?.movedTo
  }
}

/** Ends an id's active subscriptions, on every newsletter, as of a moment. Doing it again changes nothing. */
export const leaveAll =
  (deps: LeaveAllDeps) =>
  async (id: string, at: Instant = deps.clock()): Promise<void> => {
    for (const slug of await deps.newsletters.slugs()) await leaveOne(deps, slug, id, at)
  }
