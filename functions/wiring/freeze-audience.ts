import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { sesAccount } from '#functions/adapters/ses/account.ts'
import { DigestRef } from '#functions/core/digest-key.ts'
import { freezeAudience } from '#functions/use-cases/freeze-audience.ts'
import { dynamoClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { newId } from './new-id.ts'
import { queueHandler } from './queue-handler.ts'
import { sesTemplateClient } from './ses-client.ts'

export const wireFreezeAudience = () => {
  const env = readEnv('freeze-audience')
  const dynamo = dynamoClient()
  const logger = loggerFor('freeze-audience', env.LOG_LEVEL)
  const content = tableOf(dynamo, env.CONTENT_TABLE)
  const freeze = freezeAudience({
    newsletters: dynamoNewsletters(content),
    digests: dynamoDigests(content),
    subscribers: dynamoSubscribers(tableOf(dynamo, env.AUDIENCE_TABLE)),
    ledger: dynamoLedger(tableOf(dynamo, env.DELIVERY_TABLE)),
    account: sesAccount(sesTemplateClient(), env.CONFIGURATION_SET),
    clock: systemClock,
    newId,
    alarm: logger.alarm,
    ramps: env.RAMPS === 'on',
  })
  return queueHandler(DigestRef, freeze, logger)
}
