import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { handle } from 'hono/aws-lambda'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoPages } from '#functions/adapters/dynamodb/pages.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { signingKeysSecret } from '#functions/adapters/secrets/secrets.ts'
import { chooseCategories } from '#functions/use-cases/choose-categories.ts'
import { readerPage } from '#functions/use-cases/reader-page.ts'
import { unsubscribe } from '#functions/use-cases/unsubscribe.ts'
import { publicApp } from '#functions/web/public-app.tsx'
import { dynamoClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'

export const wirePublic = () => {
  const env = readEnv('public')
  const dynamo = dynamoClient()
  const content = tableOf(dynamo, env.CONTENT_TABLE)
  const pages = dynamoPages(content)
  const deps = {
    newsletters: dynamoNewsletters(content),
    subscribers: dynamoSubscribers(tableOf(dynamo, env.AUDIENCE_TABLE)),
    signingKeys: signingKeysSecret(new SecretsManagerClient({}), env.SIGNING_KEYS_SECRET),
    clock: systemClock,
  }
  const app = publicApp({
    readerPage: readerPage(deps),
    unsubscribe: unsubscribe(deps),
    chooseCategories: chooseCategories(deps),
    page: (ref) => pages.get(ref, systemClock()),
    report: loggerFor('public', env.LOG_LEVEL).report,
  })
  return handle(app)
}
