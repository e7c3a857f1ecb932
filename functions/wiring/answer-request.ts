import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { dynamoHistories } from '#functions/adapters/dynamodb/histories.ts'
import { dynamoLetterBook } from '#functions/adapters/dynamodb/letter-book.ts'
import { dynamoLinks } from '#functions/adapters/dynamodb/links.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoPeople } from '#functions/adapters/dynamodb/people.ts'
import { dynamoSoftBounces } from '#functions/adapters/dynamodb/soft-bounces.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { dynamoSuppressions } from '#functions/adapters/dynamodb/suppressions.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { mjmlLetterRenderer } from '#functions/adapters/mjml/letter-renderer.ts'
import { pepperSecret, signingKeysSecret } from '#functions/adapters/secrets/secrets.ts'
import { sesAccountList } from '#functions/adapters/ses/account-list.ts'
import { sesLetterMailer } from '#functions/adapters/ses/letter-mailer.ts'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import { answerRequest } from '#functions/use-cases/answer-request.ts'
import { ReaderRequest } from '#functions/use-cases/request.ts'
import { dynamoClient, sqsClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { newSecret } from './new-id.ts'
import { queueHandler } from './queue-handler.ts'
import { sesClient, sesTemplateClient } from './ses-client.ts'

export const wireAnswerRequest = () => {
  const env = readEnv('answer-request')
  const dynamo = dynamoClient()
  const audience = tableOf(dynamo, env.AUDIENCE_TABLE)
  const secrets = new SecretsManagerClient({})
  const logger = loggerFor('answer-request', env.LOG_LEVEL)
  const answer = answerRequest({
    newsletters: dynamoNewsletters(tableOf(dynamo, env.CONTENT_TABLE)),
    subscribers: dynamoSubscribers(audience),
    suppressions: dynamoSuppressions(audience),
    softBounces: dynamoSoftBounces(audience),
    histories: dynamoHistories(audience),
    links: dynamoLinks(audience),
    letterBook: dynamoLetterBook(audience),
    people: dynamoPeople(audience),
    letterMailer: sesLetterMailer(sesClient(env.SES_TIMEOUT_SECONDS), env.CONFIGURATION_SET),
    letterRenderer: mjmlLetterRenderer(env.LETTER_TEMPLATES_DIR),
    requests: sqsQueue(sqsClient(), env.REQUEST_QUEUE_URL),
    accountList: sesAccountList(sesTemplateClient()),
    pepper: pepperSecret(secrets, env.PEPPER_SECRET),
    signingKeys: signingKeysSecret(secrets, env.SIGNING_KEYS_SECRET),
    newSecret,
    clock: systemClock,
    log: logger.log,
    warn: logger.warn,
    alarm: logger.alarm,
    publicOrigin: env.PUBLIC_ORIGIN,
  })
  return queueHandler(ReaderRequest, answer, logger)
}
