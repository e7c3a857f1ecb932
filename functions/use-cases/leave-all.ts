import type { Clock, Newsletters, Subscribers } from './ports.ts'

interface Deps {
  subscribers: Subscribers
  newsletters: Newsletters
  clock: Clock
}

/** Ends an id's active subscriptions, on every newsletter. Doing it again changes nothing. */
export const leaveAll =
  (deps: Deps) =>
  async (id: string): Promise<void> => {
    for (const slug of await deps.newsletters.slugs()) {
      const reader = await deps.subscribers.get(slug, id)
      if (reader?.status !== 'active') continue
      await deps.subscribers.update(slug, id, { status: 'unsubscribed', statusAt: deps.clock() })
    }
  }
