import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoJobs } from '#functions/adapters/dynamodb/jobs.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoPosts } from '#functions/adapters/dynamodb/posts.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import { askForDryRun } from '#functions/use-cases/ask-for-dry-run.ts'
import { DraftRequest, draftDigest } from '#functions/use-cases/draft-digest.ts'
import { dynamoClient, sqsClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { queueHandler } from './queue-handler.ts'

export const wireDraftDigest = () => {
  const env = readEnv('draft-digest')
  const content = tableOf(dynamoClient(), env.CONTENT_TABLE)
  const logger = loggerFor('draft-digest', env.LOG_LEVEL)
  const draft = draftDigest({
    newsletters: dynamoNewsletters(content),
    posts: dynamoPosts(content),
    digests: dynamoDigests(content),
    clock: systemClock,
    leastApprovalSeconds: env.LEAST_APPROVAL_SECONDS,
    askForDryRun: askForDryRun({
      jobs: dynamoJobs(content),
      queue: sqsQueue(sqsClient(), env.JOB_QUEUE_URL),
      report: logger.report,
    }),
  })
  return queueHandler(DraftRequest, draft, logger)
}
