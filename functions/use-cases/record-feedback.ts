import { normaliseAddress } from '#functions/core/address.ts'
import { type FeedbackEvent, foldByBatch } from '#functions/core/feedback-event.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Ledger, Log } from './ports.ts'
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
    await Promise.all(
      foldByBatch(events).map(({ batch, sets, events: folded }) =>
        deps.ledger.addEvents(batch, sets).catch(orElse(folded)),
      ),
    )
    return [...failed]
  }
