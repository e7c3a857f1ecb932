import type { Instant } from '#functions/core/instant.ts'
import type { SuppressionCause } from '#functions/core/subscriber.ts'
import { type MarkDeps, markSuppressed } from './mark-suppressed.ts'
import type { Clock, Newsletters } from './ports.ts'

export interface SuppressDeps extends MarkDeps {
  newsletters: Newsletters
  clock: Clock
}

/** Keeps an id from being mailed for something that happened at `at`: first its own row, which outlives everything, then its rows on each newsletter. Whoever adds a row writes it before reading the suppression, so that one of the two always sees the other. Answers the cause that stands; none when an admin lifted it since. */
export const suppress =
  (deps: SuppressDeps) =>
  async (
    id: string,
    cause: SuppressionCause,
    at: Instant = deps.clock(),
  ): Promise<SuppressionCause | undefined> => {
    const standing = await deps.suppressions.put(id, cause, at)
    for (const slug of await deps.newsletters.slugs()) await markSuppressed(deps, slug, id)
    return standing
  }
