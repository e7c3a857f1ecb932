import { S3Client } from '@aws-sdk/client-s3'
import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoOwnTemplates } from '#functions/adapters/dynamodb/own-templates.ts'
import { dynamoPages } from '#functions/adapters/dynamodb/pages.ts'
import { dynamoPosts } from '#functions/adapters/dynamodb/posts.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import { s3Editions } from '#functions/adapters/s3/editions.ts'
import { sesTemplates } from '#functions/adapters/ses/templates.ts'
import { DigestRef } from '#functions/core/digest-key.ts'
import { finishApproval } from '#functions/use-cases/finish-approval.ts'
import { dynamoClient } from './clients.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { queueHandler } from './queue-handler.ts'
import { sesTemplateClient } from './ses-client.ts'

export const wireApproveDigest = () => {
  const env = readEnv('approve-digest')
  const content = tableOf(dynamoClient(), env.CONTENT_TABLE)
  const finish = finishApproval({
    newsletters: dynamoNewsletters(content),
    digests: dynamoDigests(content),
    posts: dynamoPosts(content),
    editions: s3Editions(new S3Client({}), env.BUCKET),
    pages: dynamoPages(content),
    templates: sesTemplates(sesTemplateClient()),
    ownTemplates: dynamoOwnTemplates(content),
    renderer: mjmlEditionRenderer(env.TEMPLATES_DIR, env.PUBLIC_ORIGIN),
  })
  return queueHandler(DigestRef, finish, loggerFor('approve-digest', env.LOG_LEVEL))
}
