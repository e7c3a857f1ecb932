import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import { feedbackOf, SesEvent } from '#functions/adapters/ses/parse-event.ts'
import type { FeedbackEvent } from '#functions/core/feedback-event.ts'
import type { Logger } from './log.ts'

const fromJson = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' })
    return z.NEVER
  }
})

const Envelope = z.object({ Message: fromJson }).transform(({ Message }) => Message)

/** An event of SES, in SNS's envelope or, where the topic delivers raw messages, without it. */
const Body = fromJson.pipe(z.union([Envelope, z.unknown()])).pipe(SesEvent)

/** What is no event of SES changes nothing, and is logged with where it is odd, never with what it says. */
const eventIn = (record: SQSRecord, logger: Logger): FeedbackEvent | undefined => {
  const body = Body.safeParse(record.body)
  if (body.success) return feedbackOf(body.data)
  const odd = body.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join(', ')
  logger.warn('not an event of SES', { message: record.messageId, odd })
  return undefined
}

/** A Lambda handler for a queue of SES events: a window of them is recorded together, and what failed comes back. */
export const feedbackHandler =
  (record: (events: readonly FeedbackEvent[]) => Promise<FeedbackEvent[]>, logger: Logger) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const messageOf = new Map<FeedbackEvent, string>()
    for (const one of Records) {
      const event = eventIn(one, logger)
      if (event !== undefined) messageOf.set(event, one.messageId)
    }
    const failed = await record([...messageOf.keys()])
    return { batchItemFailures: failed.map((event) => ({ itemIdentifier: messageOf.get(event) ?? '' })) }
  }
