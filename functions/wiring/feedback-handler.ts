import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { FeedbackEvent } from '#functions/core/feedback-event.ts'
import type { Clock } from '#functions/use-cases/ports.ts'
import { readFeedback } from './read-feedback.ts'

/** A Lambda handler for a queue of SES events: a window of them is recorded together, and what failed comes back. */
export const feedbackHandler =
  (record: (events: readonly FeedbackEvent[]) => Promise<FeedbackEvent[]>, clock: Clock) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const messageOf = new Map<FeedbackEvent, string>()
    for (const { body, messageId } of Records)
      for (const event of readFeedback(body, clock())) messageOf.set(event, messageId)
    const failed = await record([...messageOf.keys()])
    const messages = new Set(failed.map((event) => messageOf.get(event) ?? ''))
    return { batchItemFailures: [...messages].map((itemIdentifier) => ({ itemIdentifier })) }
  }
