import { ListBucketsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3'
import type { TestCloud } from './local-cloud.ts'
import { dumpTables } from './table-dump.ts'

/** Every item, object, message and mail that a cloud holds, to show that something changed nothing. */
export const dumpAll = async (cloud: TestCloud): Promise<string[]> => [
  ...(await dumpTables(cloud)),
  ...(await dumpBuckets()),
  ...(await dumpQueues(cloud)),
  ...cloud.inbox.accepted().map(({ messageId }) => `mail ${messageId}`),
]

const dumpBuckets = async (): Promise<string[]> => {
  const client = new S3Client({})
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}))
  const objects: string[] = []
  for (const { Name } of Buckets)
    for await (const page of paginateListObjectsV2({ client }, { Bucket: Name }))
      for (const { Key, ETag, LastModified } of page.Contents ?? [])
        objects.push(`bucket ${Name} ${Key} ${ETag} ${LastModified?.getTime()}`)
  return objects
}

/** Each queue, those of dead letters too, with what waits, what is delayed and what a worker has. */
const dumpQueues = async ({ environment }: TestCloud): Promise<string[]> => {
  const url = `${environment.AWS_ENDPOINT_URL_SQS}/_fauxqs/queues`
  const queues = (await (await fetch(url)).json()) as { name: string }[]
  return Promise.all(
    queues.map(async ({ name }) => {
      const { messages } = (await (await fetch(`${url}/${name}`)).json()) as { messages: unknown }
      return `queue ${name} ${JSON.stringify(messages)}`
    }),
  )
}
