import type { HistoryEvent, Trace } from '#functions/core/history.ts'
import type { Subscriber, SuppressionCause } from '#functions/core/subscriber.ts'
import type { Actor } from './act-on-digest.ts'
import { actOnReader } from './act-on-reader.ts'
import { idOfReader } from './id-of-reader.ts'
import type { Acts, Clock, Histories, Newsletters, Subscribers, Suppressions } from './ports.ts'
import { rowsOf } from './rows-of.ts'

interface Deps {
  newsletters: Newsletters
  subscribers: Subscribers
  suppressions: Suppressions
  histories: Histories
  acts: Acts
  pepper: () => Promise<string>
  clock: Clock
}

/** What is kept of a reader, without their address. */
export interface ReaderRecord {
  readonly reader: string
  readonly suppressed: SuppressionCause | null
  readonly subscriptions: readonly Omit<Subscriber, 'id' | 'address'>[]
  readonly history: readonly (HistoryEvent & { readonly trace?: Trace })[]
}

const withoutAddress = ({ id, address, ...row }: Subscriber) => row

/** Shows an admin what is kept of a reader, once it is kept that they looked. */
export const lookAtReader =
  (deps: Deps) =>
  async (who: string, actor: Actor): Promise<ReaderRecord> => {
    const reader = await idOfReader(deps)(who)
    await actOnReader(deps, reader, 'look', actor)
    return {
      reader,
      suppressed: (await deps.suppressions.get(reader)) ?? null,
      subscriptions: (await rowsOf(deps, reader)).map(withoutAddress),
      history: await deps.histories.list(reader),
    }
  }
