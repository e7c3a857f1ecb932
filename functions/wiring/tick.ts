import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoPages } from '#functions/adapters/dynamodb/pages.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { sesAccount } from '#functions/adapters/ses/account.ts'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import { tick } from '#functions/use-cases/tick.ts'
import { dynamoClient, sqsClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { sesTemplateClient } from './ses-client.ts'

export const wireTick = (): (() => Promise<void>) => {
  const env = readEnv('tick')
  const logger = loggerFor('tick', env.LOG_LEVEL)
  const dynamo = dynamoClient()
  const sqs = sqsClient()
  const content = tableOf(dynamo, env.CONTENT_TABLE)
  const run = tick({
    newsletters: dynamoNewsletters(content),
    digests: dynamoDigests(content),
    pages: dynamoPages(content),
    ledger: dynamoLedger(tableOf(dynamo, env.DELIVERY_TABLE)),
    drafts: sqsQueue(sqs, env.DRAFT_QUEUE_URL),
    approvals: sqsQueue(sqs, env.APPROVE_QUEUE_URL),
    freezes: sqsQueue(sqs, env.FREEZE_QUEUE_URL),
    closings: sqsQueue(sqs, env.CLOSE_QUEUE_URL),
    sweeps: sqsQueue(sqs, env.SWEEP_QUEUE_URL),
    notices: sqsQueue(sqs, env.STAFF_QUEUE_URL),
    batches: sqsQueue(sqs, env.BATCH_QUEUE_URL),
    clock: systemClock,
    tickSeconds: env.TICK_SECONDS,
    pace: env.PACE,
    account: sesAccount(sesTemplateClient(), env.CONFIGURATION_SET),
    canarySeconds: env.CANARY_SECONDS,
    stuckSeconds: env.STUCK_SECONDS,
    alarm: logger.alarm,
    draftLeadSeconds: env.DRAFT_LEAD_SECONDS,
    leastApprovalSeconds: env.LEAST_APPROVAL_SECONDS,
    staleSeconds: env.STALE_SECONDS,
    stepLeaseSeconds: env.STEP_LEASE_SECONDS,
    closeEverySeconds: env.CLOSE_EVERY_SECONDS,
    report: logger.report,
  })
  return async () => {
    try {
      await run()
    } catch (error) {
      logger.report(error)
      throw error
    }
  }
}
