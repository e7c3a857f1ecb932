import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Construct } from 'constructs'
import type { StepQueues } from './digest-steps.ts'
import type { MailSending } from './mail-sending.ts'
import type { StageParts } from './stage-parts.ts'
import type { WorkQueue } from './work-queue.ts'

export interface TickProps {
  readonly queues: StepQueues
  readonly sweeps: WorkQueue
  readonly notices: WorkQueue
  readonly sending: MailSending
}

/** What finds each minute what is due, and hands it out; nothing else schedules. */
export const tick = (
  scope: Construct,
  parts: StageParts,
  { queues, sweeps, notices, sending }: TickProps,
): void => {
  const { stage, data } = parts
  const finder = parts.handler(
    'Tick',
    'tick',
    { timeoutSeconds: Math.max(stage.tickSeconds - 5, 10) },
    {
      ...parts.contentTable,
      ...parts.deliveryTable,
      DRAFT_QUEUE_URL: queues.drafts.queue.queueUrl,
      APPROVE_QUEUE_URL: queues.approvals.queue.queueUrl,
      FREEZE_QUEUE_URL: queues.freezes.queue.queueUrl,
      CLOSE_QUEUE_URL: queues.closings.queue.queueUrl,
      BATCH_QUEUE_URL: queues.batches.queue.queueUrl,
      SWEEP_QUEUE_URL: sweeps.queue.queueUrl,
      STAFF_QUEUE_URL: notices.queue.queueUrl,
      TICK_SECONDS: String(stage.tickSeconds),
      PACE: stage.pace,
      CONFIGURATION_SET: sending.configurationSet.configurationSetName,
      CANARY_SECONDS: String(stage.canarySeconds),
      STUCK_SECONDS: String(stage.stuckSeconds),
      DRAFT_LEAD_SECONDS: String(stage.draftLeadSeconds),
      LEAST_APPROVAL_SECONDS: String(stage.leastApprovalSeconds),
      STALE_SECONDS: String(stage.staleSeconds),
      STEP_LEASE_SECONDS: String(parts.stepLease),
      CLOSE_EVERY_SECONDS: String(stage.closeEverySeconds),
    },
  )
  data.content.grantSchedule(finder)
  data.delivery.grantDispatch(finder)
  sending.grantReadAccount(finder)
  queues.batches.grantMeasure(finder)
  for (const queue of [...Object.values(queues), sweeps, notices]) queue.grantHandOut(finder)
  new Rule(scope, 'EveryMinute', {
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [new LambdaFunction(finder, { retryAttempts: 0 })],
  })
}
