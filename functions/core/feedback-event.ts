import type { BatchRef } from './batch.ts'
import type { EventSet } from './disposition.ts'
import type { SuppressionCause } from './subscriber.ts'

/** What SES reports of one mail, as far as we use it. */
export interface FeedbackEvent {
  readonly set: EventSet
  /** Which entry of which batch, from the mail's tags; absent for mail that is not a digest's. */
  readonly entry?: { readonly batch: BatchRef; readonly position: number }
  /** Addresses that must not be mailed again, and why. */
  readonly suppress?: { readonly addresses: readonly string[]; readonly cause: SuppressionCause }
}

/** The positions that a window of events adds to each batch's sets, one write a batch. */
export const foldByBatch = (
  events: readonly FeedbackEvent[],
): { batch: BatchRef; sets: Partial<Record<EventSet, number[]>> }[] => {
  const folded = new Map<string, { batch: BatchRef; sets: Partial<Record<EventSet, number[]>> }>()
  for (const { set, entry } of events) {
    if (entry === undefined) continue
    const { digest, attempt, wave, number } = entry.batch
    const key = [digest, attempt, wave, number].join('|')
    const fold = folded.get(key) ?? { batch: entry.batch, sets: {} }
    const positions = fold.sets[set] ?? []
    fold.sets[set] = positions.includes(entry.position) ? positions : [...positions, entry.position]
    folded.set(key, fold)
  }
  return [...folded.values()]
}
