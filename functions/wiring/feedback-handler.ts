import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import { feedbackOf, SesEvent } from '#functions/adapters/ses/parse-event.ts'
import type { FeedbackEvent } from '#functions/core/feedback-event.ts'
import type { Logger } from './log.ts'

const SnsEnvelope = z.object({ Message: z.string() })

/** The event inside SNS's envelope inside SQS's. What is no event of SES is counted in the log and changes nothing. */
const eventIn = (record: SQSRecord, logger: Logger): FeedbackEvent | undefined => {
  try {
    const { Message } = SnsEnvelope.parse(JSON.parse(record.body))
    return feedbackOf(SesEvent.parse(JSON.parse(Message)))
  } catch {
    logger.log('not an event of SES', { message: record.messageId })
    return undefined
  }
}

/** A Lambda handler for a queue of SES events. A window of them is recorded together, so it also comes back together. */
export const feedbackHandler =
  (record: (events: readonly FeedbackEvent[]) => Promise<void>, logger: Logger) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    try {
      await record(Records.flatMap((one) => eventIn(one, logger) ?? []))
      return { batchItemFailures: [] }
    } catch (error) {
      logger.report(error)
      return { batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) }
    }
  }
