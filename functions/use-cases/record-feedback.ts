import { normaliseAddress } from '#functions/core/address.ts'
import { type FeedbackEvent, foldByBatch } from '#functions/core/feedback-event.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Ledger, Log } from './ports.ts'
import { type SuppressDeps, suppress } from './suppress.ts'

interface Deps extends SuppressDeps {
  ledger: Ledger
  pepper: () => Promise<string>
  warn: Log
}

/** Records a window of SES events: suppressions at once, then one write for each batch that they speak of. */
export const recordFeedback =
  (deps: Deps) =>
  async (events: readonly FeedbackEvent[]): Promise<void> => {
    for (const { suppress: told } of events)
      for (const address of told?.addresses ?? []) {
        const normalised = normaliseAddress(address)
        if (told === undefined) continue
        // We mail to normal addresses alone, so this one is not a reader's.
        if (normalised === undefined) deps.warn('feedback on an odd address', { cause: told.cause })
        else await suppress(deps)(readerIdOf(await deps.pepper(), normalised), told.cause)
      }
    await Promise.all(foldByBatch(events).map(({ batch, sets }) => deps.ledger.addEvents(batch, sets)))
  }
