import { feedbackOf } from '#functions/adapters/ses/parse-event.ts'
import { unwrap, unwrapText } from '#functions/adapters/ses/unwrap.ts'
import type { FeedbackEvent } from '#functions/core/feedback-event.ts'

/** An event with the envelope of SNS that it came in. */
export interface SavedEvent {
  readonly event: FeedbackEvent
  readonly envelope?: unknown
}

/** The events in the body of a message, in whatever wrappers. */
export const readFeedback = (body: string): FeedbackEvent[] =>
  unwrap(body).map(({ payload }) => feedbackOf(payload))

/** The events in a saved text: a JSON document, or one a line. Undefined when it is no JSON. */
export const readSavedFeedback = (text: string): SavedEvent[] | undefined =>
  unwrapText(text)?.map(({ payload, envelope }) => ({ event: feedbackOf(payload), envelope }))
