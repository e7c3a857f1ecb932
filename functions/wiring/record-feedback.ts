import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { dynamoHistories } from '#functions/adapters/dynamodb/histories.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoSoftBounces } from '#functions/adapters/dynamodb/soft-bounces.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { dynamoSuppressions } from '#functions/adapters/dynamodb/suppressions.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { pepperSecret } from '#functions/adapters/secrets/secrets.ts'
import { recordFeedback } from '#functions/use-cases/record-feedback.ts'
import { dynamoClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { readEnv } from './env.ts'
import { feedbackHandler } from './feedback-handler.ts'
import { loggerFor } from './log.ts'

export const wireRecordFeedback = () => {
  const env = readEnv('record-feedback')
  const logger = loggerFor('record-feedback', env.LOG_LEVEL)
  const dynamo = dynamoClient()
  const audience = tableOf(dynamo, env.AUDIENCE_TABLE)
  const record = recordFeedback({
    newsletters: dynamoNewsletters(tableOf(dynamo, env.CONTENT_TABLE)),
    subscribers: dynamoSubscribers(audience),
    suppressions: dynamoSuppressions(audience),
    histories: dynamoHistories(audience),
    softBounces: dynamoSoftBounces(audience),
    ledger: dynamoLedger(tableOf(dynamo, env.DELIVERY_TABLE)),
    pepper: pepperSecret(new SecretsManagerClient({}), env.PEPPER_SECRET),
    clock: systemClock,
    warn: logger.warn,
    alarm: logger.alarm,
    report: logger.report,
  })
  return feedbackHandler(record, systemClock)
}
