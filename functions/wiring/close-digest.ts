import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { dynamoPosts } from '#functions/adapters/dynamodb/posts.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { sesTemplates } from '#functions/adapters/ses/templates.ts'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import { DigestRef } from '#functions/core/digest-key.ts'
import { closeDigest } from '#functions/use-cases/close-digest.ts'
import { dynamoClient, sqsClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { queueHandler } from './queue-handler.ts'
import { sesTemplateClient } from './ses-client.ts'

export const wireCloseDigest = () => {
  const env = readEnv('close-digest')
  const dynamo = dynamoClient()
  const content = tableOf(dynamo, env.CONTENT_TABLE)
  const logger = loggerFor('close-digest', env.LOG_LEVEL)
  const close = closeDigest({
    digests: dynamoDigests(content),
    posts: dynamoPosts(content),
    ledger: dynamoLedger(tableOf(dynamo, env.DELIVERY_TABLE)),
    batches: sqsQueue(sqsClient(), env.BATCH_QUEUE_URL),
    templates: sesTemplates(sesTemplateClient()),
    clock: systemClock,
    log: logger.log,
    callLeaseSeconds: env.CALL_LEASE_SECONDS,
    uncertainSeconds: env.UNCERTAIN_SECONDS,
  })
  return queueHandler(DigestRef, close, logger)
}
