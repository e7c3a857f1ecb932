import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { getConnInfo, handle } from 'hono/aws-lambda'
import { dynamoHistories } from '#functions/adapters/dynamodb/histories.ts'
import { dynamoLimits } from '#functions/adapters/dynamodb/limits.ts'
import { dynamoLinks } from '#functions/adapters/dynamodb/links.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoPages } from '#functions/adapters/dynamodb/pages.ts'
import { dynamoPeople } from '#functions/adapters/dynamodb/people.ts'
import { dynamoPictures } from '#functions/adapters/dynamodb/pictures.ts'
import { dynamoSoftBounces } from '#functions/adapters/dynamodb/soft-bounces.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { dynamoSuppressions } from '#functions/adapters/dynamodb/suppressions.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { signingKeysSecret } from '#functions/adapters/secrets/secrets.ts'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import { askForLink } from '#functions/use-cases/ask-for-link.ts'
import { askToErase } from '#functions/use-cases/ask-to-erase.ts'
import { askToMove } from '#functions/use-cases/ask-to-move.ts'
import { choosePreferences } from '#functions/use-cases/choose-preferences.ts'
import { collectData } from '#functions/use-cases/collect-data.ts'
import { confirmSignUp } from '#functions/use-cases/confirm-sign-up.ts'
import { linkPage } from '#functions/use-cases/link-page.ts'
import { moveHere } from '#functions/use-cases/move-here.ts'
import { readerPage } from '#functions/use-cases/reader-page.ts'
import type { ReaderRequest } from '#functions/use-cases/request.ts'
import { sayStillWanted } from '#functions/use-cases/say-still-wanted.ts'
import { signUp, signUpForm } from '#functions/use-cases/sign-up.ts'
import { undoLeaving, unsubscribe } from '#functions/use-cases/unsubscribe.ts'
import { publicApp } from '#functions/web/public-app.tsx'
import { dynamoClient, sqsClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { newId } from './new-id.ts'

export const wirePublic = () => {
  const env = readEnv('public')
  const dynamo = dynamoClient()
  const content = tableOf(dynamo, env.CONTENT_TABLE)
  const audience = tableOf(dynamo, env.AUDIENCE_TABLE)
  const pages = dynamoPages(content)
  const logger = loggerFor('public', env.LOG_LEVEL)
  const deps = {
    newsletters: dynamoNewsletters(content),
    subscribers: dynamoSubscribers(audience),
    suppressions: dynamoSuppressions(audience),
    histories: dynamoHistories(audience),
    links: dynamoLinks(audience),
    people: dynamoPeople(audience),
    softBounces: dynamoSoftBounces(audience),
    limits: dynamoLimits(audience),
    requests: sqsQueue<ReaderRequest>(sqsClient(), env.REQUEST_QUEUE_URL),
    signingKeys: signingKeysSecret(new SecretsManagerClient({}), env.SIGNING_KEYS_SECRET),
    clock: systemClock,
    newId,
    warn: logger.warn,
  }
  const app = publicApp({
    readerPage: readerPage(deps),
    unsubscribe: unsubscribe(deps),
    undoLeaving: undoLeaving(deps),
    choosePreferences: choosePreferences(deps),
    askForLink: askForLink(deps),
    sayStillWanted: sayStillWanted(deps),
    signUpForm: signUpForm(deps),
    signUp: signUp(deps),
    linkPage: linkPage(deps),
    confirmSignUp: confirmSignUp(deps),
    collectData: collectData(deps),
    askToMove: askToMove(deps),
    moveHere: moveHere(deps),
    askToErase: askToErase(deps),
    page: (ref) => pages.get(ref, systemClock()),
    preview: pages.preview,
    picture: dynamoPictures(content).get,
    ipOf: (c) => getConnInfo(c).remote.address ?? '',
    now: systemClock,
    report: logger.report,
  })
  return handle(app)
}
