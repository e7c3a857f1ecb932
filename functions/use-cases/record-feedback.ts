import { normaliseAddress } from '#functions/core/address.ts'
import { batchTag } from '#functions/core/batch.ts'
import { type FeedbackEvent, type Fold, foldByBatch } from '#functions/core/feedback-event.ts'
import { type HealthChange, MOST_STOPPED } from '#functions/core/health.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Ledger, Log, Stamps } from './ports.ts'
import { type SuppressDeps, suppress } from './suppress.ts'

interface Deps extends SuppressDeps {
  ledger: Ledger
  pepper: () => Promise<string>
  warn: Log
  report: (error: unknown) => unknown
}

const suppressTold = async (deps: Deps, told: FeedbackEvent['suppress']): Promise<void> => {
  for (const address of told?.addresses ?? []) {
    const normalised = normaliseAddress(address)
    if (told === undefined) return
    // We mail to normal addresses alone, so this one is not a reader's.
    if (normalised === undefined) deps.warn('feedback on an odd address', { cause: told.cause })
    else await suppress(deps)(readerIdOf(await deps.pepper(), normalised), told.cause)
  }
}

/** What a batch's events add to its digest's health, judged by what was new, so that a repeated event counts once. */
const healthOf = ({ batch, events }: Fold, fresh: Stamps): HealthChange => {
  const isNew = ({ set, entry }: FeedbackEvent) =>
    entry !== undefined && fresh[set]?.includes(entry.stamp) === true
  const stampsOf = (wanted: (event: FeedbackEvent) => boolean) =>
    new Set(events.filter((event) => isNew(event) && wanted(event)).map(({ entry }) => entry?.stamp ?? 0))
  const stopped = stampsOf(({ set }) => set === 'rejected' || set === 'renderingFailed')
  return {
    bounced: stampsOf(({ counts }) => counts === 'bounced').size,
    complained: stampsOf(({ counts }) => counts === 'complained').size,
    stopped: [...stopped].map((stamp) => `${batchTag(batch)}-${stamp}`).slice(0, MOST_STOPPED),
  }
}

const recordFold = async (deps: Deps, fold: Fold): Promise<void> => {
  const { batch, sets } = fold
  const {
    bounced = 0,
    complained = 0,
    stopped = [],
  } = healthOf(fold, await deps.ledger.addEvents(batch, sets))
  if (bounced + complained + stopped.length > 0)
    await deps.ledger.addHealth(batch.digest, { bounced, complained, stopped }, deps.clock())
}

/** Records a window of SES events: suppressions first, then one write for each batch that they speak of. Answers the events that could not be recorded; recording one again does no harm. */
export const recordFeedback =
  (deps: Deps) =>
  async (events: readonly FeedbackEvent[]): Promise<FeedbackEvent[]> => {
    const failed = new Set<FeedbackEvent>()
    const orElse = (concerned: readonly FeedbackEvent[]) => (error: unknown) => {
      deps.report(error)
      for (const event of concerned) failed.add(event)
    }
    for (const event of events) await suppressTold(deps, event.suppress).catch(orElse([event]))
    await Promise.all(foldByBatch(events).map((fold) => recordFold(deps, fold).catch(orElse(fold.events))))
    return [...failed]
  }
