import { feedbackOf } from '#functions/adapters/ses/parse-event.ts'
import { unwrap, unwrapText } from '#functions/adapters/ses/unwrap.ts'
import type { FeedbackEvent } from '#functions/core/feedback-event.ts'
import type { Instant } from '#functions/core/instant.ts'

/** An event with the envelope of SNS that it came in. */
export interface SavedEvent {
  readonly event: FeedbackEvent
  readonly envelope?: unknown
}

/** The events in the body of a message, in whatever wrappers; of an empty wrapper one that is odd, for nobody sends it for nothing. */
export const readFeedback = (body: string, now: Instant): FeedbackEvent[] => {
  const found = unwrap(body)
  const payloads = found.length > 0 ? found.map(({ payload }) => payload) : [undefined]
  return payloads.map((payload) => feedbackOf(payload, now))
}

/** The events in a saved text: JSON documents one after the other, or one a line. Undefined when it is no JSON. */
export const readSavedFeedback = (text: string, now: Instant): SavedEvent[] | undefined =>
  unwrapText(text)?.map(({ payload, envelope }) => ({ event: feedbackOf(payload, now), envelope }))
