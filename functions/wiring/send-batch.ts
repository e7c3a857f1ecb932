import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { signingKeysSecret } from '#functions/adapters/secrets/secrets.ts'
import { sesMailer } from '#functions/adapters/ses/mailer.ts'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import { BatchMessage } from '#functions/use-cases/batch-message.ts'
import { sendBatch } from '#functions/use-cases/send-batch.ts'
import { dynamoClient, sqsClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { newId } from './new-id.ts'
import { queueHandler } from './queue-handler.ts'
import { sesClient } from './ses-client.ts'

export const wireSendBatch = () => {
  const env = readEnv('send-batch')
  const dynamo = dynamoClient()
  const content = tableOf(dynamo, env.CONTENT_TABLE)
  const logger = loggerFor('send-batch', env.LOG_LEVEL)
  const send = sendBatch({
    newsletters: dynamoNewsletters(content),
    digests: dynamoDigests(content),
    subscribers: dynamoSubscribers(tableOf(dynamo, env.AUDIENCE_TABLE)),
    ledger: dynamoLedger(tableOf(dynamo, env.DELIVERY_TABLE)),
    mailer: sesMailer(sesClient(env.SES_TIMEOUT_SECONDS), {
      plain: env.CONFIGURATION_SET,
      tracked: env.TRACKED_CONFIGURATION_SET,
    }),
    batches: sqsQueue(sqsClient(), env.BATCH_QUEUE_URL),
    signingKeys: signingKeysSecret(new SecretsManagerClient({}), env.SIGNING_KEYS_SECRET),
    clock: systemClock,
    newId,
    alarm: logger.alarm,
    publicOrigin: env.PUBLIC_ORIGIN,
    callLeaseSeconds: env.CALL_LEASE_SECONDS,
  })
  return queueHandler(BatchMessage, send, logger)
}
