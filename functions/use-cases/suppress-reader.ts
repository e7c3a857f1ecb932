import type { SuppressionCause } from '#functions/core/subscriber.ts'
import type { Actor } from './act-on-digest.ts'
import { actOnReader } from './act-on-reader.ts'
import { idOfReader } from './id-of-reader.ts'
import type { Acts, Histories } from './ports.ts'
import { rowsOf } from './rows-of.ts'
import { type SuppressDeps, suppress } from './suppress.ts'

interface Deps extends SuppressDeps {
  histories: Histories
  acts: Acts
  pepper: () => Promise<string>
}

/** Keeps an address from being mailed by an admin's word. Answers the cause that stands: an earlier one stays. */
export const suppressReader =
  (deps: Deps) =>
  async (
    who: string,
    actor: Actor,
  ): Promise<{ readonly reader: string; readonly cause: SuppressionCause | undefined }> => {
    const reader = await idOfReader(deps)(who)
    await actOnReader(deps, reader, 'suppress', actor)
    const cause = await suppress(deps)(reader, 'admin')
    const event = { at: deps.clock(), what: 'suppressed', how: 'admin' } as const
    if (cause === 'admin')
      for (const { newsletter } of await rowsOf(deps, reader))
        await deps.histories.note(reader, { newsletter, ...event })
    return { reader, cause }
  }
