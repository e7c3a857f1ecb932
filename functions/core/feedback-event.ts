import type { BatchRef } from './batch.ts'
import type { EventSet } from './disposition.ts'
import type { SuppressionCause } from './subscriber.ts'

/** What SES reports of one mail, as far as we use it. */
export interface FeedbackEvent {
  readonly set: EventSet
  /** Which entry of which call of which batch, from the mail's tags; absent for mail that is not a digest's. */
  readonly entry?: { readonly batch: BatchRef; readonly stamp: number }
  /** Addresses that must not be mailed again, and why. */
  readonly suppress?: { readonly addresses: readonly string[]; readonly cause: SuppressionCause }
  /** What SES itself counts against the sender. */
  readonly counts?: 'bounced' | 'complained'
}

export interface Fold {
  readonly batch: BatchRef
  readonly sets: Partial<Record<EventSet, number[]>>
  readonly events: FeedbackEvent[]
}

/** The stamps that a window of events adds to each batch's sets, one write a batch. */
export const foldByBatch = (events: readonly FeedbackEvent[]): Fold[] => {
  const folds = new Map<string, Fold>()
  for (const event of events) {
    if (event.entry === undefined) continue
    const { batch, stamp } = event.entry
    const key = [batch.digest, batch.attempt, batch.wave, batch.number].join('|')
    const fold = folds.get(key) ?? { batch, sets: {}, events: [] }
    const stamps = fold.sets[event.set] ?? []
    fold.sets[event.set] = stamps.includes(stamp) ? stamps : [...stamps, stamp]
    fold.events.push(event)
    folds.set(key, fold)
  }
  return [...folds.values()]
}
