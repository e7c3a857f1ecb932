import type { Clock, Histories, Newsletters, Subscribers } from './ports.ts'

export interface LeaveAllDeps {
  histories: Histories
  subscribers: Subscribers
  newsletters: Newsletters
  clock: Clock
}

/** Ends an id's active subscriptions, on every newsletter. Doing it again changes nothing. */
export const leaveAll =
  (deps: LeaveAllDeps) =>
  async (id: string): Promise<void> => {
    for (const slug of await deps.newsletters.slugs()) {
      const reader = await deps.subscribers.get(slug, id)
      if (reader?.status !== 'active') continue
      const at = deps.clock()
      await deps.subscribers.update(slug, id, { status: 'unsubscribed', statusAt: at })
      await deps.histories.note(id, { newsletter: slug, at, what: 'unsubscribed', how: 'event' })
    }
  }
