import type { SuppressionCause } from '#functions/core/subscriber.ts'
import type { Clock, Newsletters, Subscribers, Suppressions } from './ports.ts'

export interface SuppressDeps {
  suppressions: Suppressions
  subscribers: Subscribers
  newsletters: Newsletters
  clock: Clock
}

/** Keeps an id from being mailed: first its own row, which outlives everything, then its rows on each newsletter. Whoever adds a row writes it before reading the suppression, so that one of the two always sees the other. */
export const suppress =
  (deps: SuppressDeps) =>
  async (id: string, cause: SuppressionCause): Promise<void> => {
    const suppressed = await deps.suppressions.put(id, cause, deps.clock())
    for (const slug of await deps.newsletters.slugs()) await deps.subscribers.update(slug, id, { suppressed })
  }
