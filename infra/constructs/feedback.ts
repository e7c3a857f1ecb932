import type { StageParts } from './stage-parts.ts'
import type { WorkQueue } from './work-queue.ts'

export interface FeedbackProps {
  readonly urgent: WorkQueue
  readonly bulk: WorkQueue
}

/** What records the events of SES: the urgent at once, the others a window at a time. */
export const feedback = (parts: StageParts, { urgent, bulk }: FeedbackProps): void => {
  const { content, audience, delivery, pepper } = parts.data
  const recorder = parts.handler(
    'Feedback',
    'record-feedback',
    {},
    {
      ...parts.contentTable,
      ...parts.audienceTable,
      ...parts.deliveryTable,
      PEPPER_SECRET: pepper.secretArn,
    },
  )
  content.grantListNewsletters(recorder)
  audience.grantSuppress(recorder)
  delivery.grantAddEvents(recorder)
  pepper.grantRead(recorder)
  const windowSeconds = parts.stage.feedbackWindowSeconds
  urgent.feed(recorder, { batchSize: 10, workers: 5 })
  // A batch's events are one write where they meet in one call: the largest calls, and the fewest workers.
  bulk.feed(recorder, { batchSize: windowSeconds > 0 ? 10_000 : 10, windowSeconds, workers: 2 })
}
