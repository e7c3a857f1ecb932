import type { MailSending } from './mail-sending.ts'
import type { StageParts } from './stage-parts.ts'
import type { WorkQueue } from './work-queue.ts'

export interface RequestsProps {
  readonly requests: WorkQueue
  readonly sending: MailSending
  readonly publicOrigin: string
}

/** What does as people ask on the pages: letters to them, moves, erasures. Its queue is its own, so that no digest makes them wait. */
export const requests = (
  parts: StageParts,
  { requests: queue, sending, publicOrigin }: RequestsProps,
): void => {
  const { content, audience, pepper, signingKeys } = parts.data
  const worker = parts.handler(
    'Answer',
    'answer-request',
    { timeoutSeconds: parts.stage.callTimeoutSeconds, memoryMb: 1024, carries: ['templates'] },
    {
      ...parts.contentTable,
      ...parts.audienceTable,
      REQUEST_QUEUE_URL: queue.queue.queueUrl,
      CONFIGURATION_SET: sending.configurationSet.configurationSetName,
      PEPPER_SECRET: pepper.secretArn,
      SIGNING_KEYS_SECRET: signingKeys.secretArn,
      PUBLIC_ORIGIN: publicOrigin,
      SES_TIMEOUT_SECONDS: String(parts.stage.sesTimeoutSeconds),
      LETTER_TEMPLATES_DIR: '/var/task/templates',
    },
  )
  content.grantReadPublic(worker)
  content.grantListNewsletters(worker)
  audience.grantAnswerRequests(worker)
  pepper.grantRead(worker)
  signingKeys.grantRead(worker)
  sending.grantSendLetters(worker)
  sending.grantForgetSuppressed(worker)
  // What SES does not let leave now, it puts back to the end.
  queue.grantHandOut(worker)
  queue.feed(worker, { batchSize: 1, workers: 2 })
}
