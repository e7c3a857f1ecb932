import { S3Client } from '@aws-sdk/client-s3'
import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoJobs } from '#functions/adapters/dynamodb/jobs.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoPosts } from '#functions/adapters/dynamodb/posts.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { s3Uploads } from '#functions/adapters/s3/uploads.ts'
import { sesAccount } from '#functions/adapters/ses/account.ts'
import { JobRef } from '#functions/core/job.ts'
import { importPosts } from '#functions/use-cases/import-posts.ts'
import { runJob } from '#functions/use-cases/run-job.ts'
import { submitPost } from '#functions/use-cases/submit-post.ts'
import { dynamoClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { queueHandler } from './queue-handler.ts'
import { readArchive } from './read-archive.ts'
import { sesTemplateClient } from './ses-client.ts'

export const wireRunJob = () => {
  const env = readEnv('run-job')
  const dynamo = dynamoClient()
  const content = tableOf(dynamo, env.CONTENT_TABLE)
  const digests = dynamoDigests(content)
  const posts = dynamoPosts(content)
  const clock = systemClock
  const run = runJob({
    jobs: dynamoJobs(content),
    uploads: s3Uploads(new S3Client({}), env.UPLOADS_BUCKET),
    newsletters: dynamoNewsletters(content),
    digests,
    subscribers: dynamoSubscribers(tableOf(dynamo, env.AUDIENCE_TABLE)),
    ledger: dynamoLedger(tableOf(dynamo, env.DELIVERY_TABLE)),
    account: sesAccount(sesTemplateClient(), env.CONFIGURATION_SET),
    readArchive,
    importPosts: importPosts({ posts, submitPost: submitPost({ posts, digests, clock }) }),
    clock,
    ramps: env.RAMPS === 'on',
  })
  return queueHandler(JobRef, run, loggerFor('run-job', env.LOG_LEVEL))
}
