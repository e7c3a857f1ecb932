import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoOwnTemplates } from '#functions/adapters/dynamodb/own-templates.ts'
import { dynamoPages } from '#functions/adapters/dynamodb/pages.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { checkMail } from '#functions/adapters/html/check-mail.ts'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import { sesAccount } from '#functions/adapters/ses/account.ts'
import { sesLetterMailer } from '#functions/adapters/ses/letter-mailer.ts'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import { NoticeMessage } from '#functions/use-cases/notice-message.ts'
import { tellStaff } from '#functions/use-cases/tell-staff.ts'
import { dynamoClient, sqsClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { newSecret } from './new-id.ts'
import { queueHandler } from './queue-handler.ts'
import { sesClient, sesTemplateClient } from './ses-client.ts'

export const wireTellStaff = () => {
  const env = readEnv('tell-staff')
  const content = tableOf(dynamoClient(), env.CONTENT_TABLE)
  const logger = loggerFor('tell-staff', env.LOG_LEVEL)
  const tell = tellStaff({
    newsletters: dynamoNewsletters(content),
    digests: dynamoDigests(content),
    pages: dynamoPages(content),
    ownTemplates: dynamoOwnTemplates(content),
    renderer: mjmlEditionRenderer(env.STAFF_TEMPLATES_DIR, env.PUBLIC_ORIGIN),
    account: sesAccount(sesTemplateClient(), env.CONFIGURATION_SET),
    letterMailer: sesLetterMailer(sesClient(env.SES_TIMEOUT_SECONDS), env.CONFIGURATION_SET),
    notices: sqsQueue(sqsClient(), env.STAFF_QUEUE_URL),
    checkMail,
    newSecret,
    clock: systemClock,
    leastApprovalSeconds: env.LEAST_APPROVAL_SECONDS,
    warn: logger.warn,
    publicOrigin: env.PUBLIC_ORIGIN,
  })
  return queueHandler(NoticeMessage, tell, logger)
}
