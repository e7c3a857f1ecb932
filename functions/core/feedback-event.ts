import type { BatchRef } from './batch.ts'
import type { EventSet } from './disposition.ts'
import type { Instant } from './instant.ts'
import type { SoftReport } from './soft-bounces.ts'
import type { SuppressionCause } from './subscriber.ts'

/** What an event leads to. `alarm`: a person must look at it. */
export type Effect = 'suppress' | 'count-soft' | 'unsubscribe' | 'alarm' | 'none'

/** What is judged of a payload, whether it is an event of SES or not. */
export interface Verdict {
  /** As SES names it, or `unknown`. */
  readonly kind: string
  readonly bounceType: string | null
  readonly bounceSubType: string | null
  /** The addresses of which it speaks, as it spells them. */
  readonly recipients: readonly string[]
  readonly effect: Effect
  /** One sentence without an address. */
  readonly reason: string
}

/** What SES reports of one mail, as far as we use it. */
export interface FeedbackEvent {
  readonly verdict: Verdict
  /** It is of no kind or shape that SES documents. */
  readonly isOdd?: true
  /** Why its recipients must not be mailed again. */
  readonly cause?: Extract<SuppressionCause, 'bounce' | 'complaint'>
  /** Whom a suppression or an unsubscription reaches: the recipients as `normaliseAddress` has them, each once. */
  readonly addresses?: readonly string[]
  /** When that happened, where it says so. */
  readonly at?: Instant
  /** What it says of the soft bounces of some addresses. */
  readonly soft?: { readonly addresses: readonly string[]; readonly report: SoftReport }
  readonly set?: EventSet
  /** Which entry of which call of which batch, from the mail's tags; absent for mail that is not a digest's. */
  readonly entry?: { readonly batch: BatchRef; readonly stamp: number }
  /** What SES itself counts against the sender. */
  readonly counts?: 'bounced' | 'complained'
}

type InLedger = Pick<FeedbackEvent, 'set' | 'entry'>

export interface Fold<Event extends InLedger> {
  readonly batch: BatchRef
  readonly sets: Partial<Record<EventSet, number[]>>
  readonly events: Event[]
}

/** The stamps that a window of events adds to each batch's sets, one write a batch. */
export const foldByBatch = <Event extends InLedger>(events: readonly Event[]): Fold<Event>[] => {
  const folds = new Map<string, Fold<Event>>()
  for (const event of events) {
    if (event.entry === undefined || event.set === undefined) continue
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
