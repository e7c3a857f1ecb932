import type { MailSending } from './mail-sending.ts'
import type { StageParts } from './stage-parts.ts'
import type { WorkQueue } from './work-queue.ts'

/** The queue of each step. */
export type StepQueues = Record<'drafts' | 'approvals' | 'freezes' | 'closings' | 'batches', WorkQueue>

export interface DigestStepsProps {
  readonly queues: StepQueues
  readonly jobs: WorkQueue
  readonly sending: MailSending
  readonly publicOrigin: string
}

const draft = (parts: StageParts, { queues, jobs }: DigestStepsProps): void => {
  const worker = parts.handler(
    'Draft',
    'draft-digest',
    {},
    {
      ...parts.contentTable,
      JOB_QUEUE_URL: jobs.queue.queueUrl,
      LEAST_APPROVAL_SECONDS: String(parts.stage.leastApprovalSeconds),
    },
  )
  parts.data.content.grantDraft(worker)
  // The readers whom the draft would reach are counted.
  jobs.grantHandOut(worker)
  queues.drafts.feed(worker, { batchSize: 1, workers: 5 })
}

const approve = (parts: StageParts, { queues, sending, publicOrigin }: DigestStepsProps): void => {
  const { content, editions } = parts.data
  const worker = parts.handler(
    'Approve',
    'approve-digest',
    { memoryMb: 1024, carries: ['templates'] },
    {
      ...parts.contentTable,
      BUCKET: editions.bucketName,
      PUBLIC_ORIGIN: publicOrigin,
      TEMPLATES_DIR: '/var/task/templates',
    },
  )
  content.grantFollowWithPosts(worker)
  editions.grantPut(worker)
  sending.grantStoreTemplates(worker)
  queues.approvals.feed(worker, { batchSize: 1, workers: 2 })
}

const freeze = (parts: StageParts, { queues, sending }: DigestStepsProps): void => {
  const { content, audience, delivery } = parts.data
  const worker = parts.handler(
    'Freeze',
    'freeze-audience',
    { memoryMb: 512 },
    {
      ...parts.contentTable,
      ...parts.audienceTable,
      ...parts.deliveryTable,
      CONFIGURATION_SET: sending.configurationSet.configurationSetName,
      RAMPS: parts.stage.ramps ? 'on' : 'off',
    },
  )
  content.grantFollowWithEarlier(worker)
  audience.grantWalk(worker)
  delivery.grantFreeze(worker)
  sending.grantReadAccount(worker)
  sending.grantReadSender(worker)
  queues.freezes.feed(worker, { batchSize: 1, workers: 2 })
}

const send = (parts: StageParts, { queues, sending, publicOrigin }: DigestStepsProps): void => {
  const { content, audience, delivery, signingKeys } = parts.data
  const worker = parts.handler(
    'Send',
    'send-batch',
    { timeoutSeconds: parts.stage.callTimeoutSeconds },
    {
      ...parts.contentTable,
      ...parts.audienceTable,
      ...parts.deliveryTable,
      BATCH_QUEUE_URL: queues.batches.queue.queueUrl,
      CONFIGURATION_SET: sending.configurationSet.configurationSetName,
      TRACKED_CONFIGURATION_SET: sending.trackedConfigurationSet.configurationSetName,
      SIGNING_KEYS_SECRET: signingKeys.secretArn,
      PUBLIC_ORIGIN: publicOrigin,
      SES_TIMEOUT_SECONDS: String(parts.stage.sesTimeoutSeconds),
      CALL_LEASE_SECONDS: String(parts.callLease),
    },
  )
  content.grantFollow(worker)
  audience.grantReadMembers(worker)
  delivery.grantSettle(worker)
  signingKeys.grantRead(worker)
  queues.batches.grantHandOut(worker)
  sending.grantSend(worker)
  queues.batches.feed(worker, { batchSize: 1, workers: 10 })
}

const close = (parts: StageParts, { queues, sending }: DigestStepsProps): void => {
  const worker = parts.handler(
    'Close',
    'close-digest',
    { memoryMb: 512 },
    {
      ...parts.contentTable,
      ...parts.deliveryTable,
      BATCH_QUEUE_URL: queues.batches.queue.queueUrl,
      CALL_LEASE_SECONDS: String(parts.callLease),
      UNCERTAIN_SECONDS: String(parts.stage.uncertainSeconds),
    },
  )
  parts.data.content.grantFollowWithPosts(worker)
  parts.data.delivery.grantCount(worker)
  sending.grantDeleteTemplates(worker)
  queues.batches.grantHandOut(worker)
  queues.batches.grantMeasure(worker)
  queues.closings.feed(worker, { batchSize: 1, workers: 2 })
}

/** The workers that take a digest from its draft to its close, each fed by its queue. */
export const digestSteps = (parts: StageParts, props: DigestStepsProps): void => {
  for (const step of [draft, approve, freeze, send, close]) step(parts, props)
}
