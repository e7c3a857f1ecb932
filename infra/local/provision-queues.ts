import { ChangeMessageVisibilityCommand, MessageNotInflight, type SQSClient } from '@aws-sdk/client-sqs'
import type { FauxqsServer } from 'fauxqs'
import * as z from 'zod'
import { nameOf, type Resolver } from './resolve.ts'
import { ofType, type SynthesisedTemplate } from './template.ts'

const Queue = z.object({
  VisibilityTimeout: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
})
const Subscription = z.object({
  TopicArn: z.string(),
  Endpoint: z.string(),
  Protocol: z.literal('sqs'),
  RawMessageDelivery: z.boolean().default(false),
})

const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1)

const queueAttributes = ({ RedrivePolicy, ...numbers }: z.infer<typeof Queue>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])),
  ...(RedrivePolicy && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
})

/** Makes queues, topics, subscriptions and buckets of the template that are not there yet. */
export const provisionQueues = (
  aws: FauxqsServer,
  template: SynthesisedTemplate,
  resolver: Resolver,
): void => {
  for (const resource of ofType(template, 'AWS::SQS::Queue'))
    if (aws.inspectQueue(nameOf(resource)) === undefined)
      aws.createQueue(nameOf(resource), {
        attributes: queueAttributes(Queue.parse(resolver.properties(resource))),
      })
  for (const resource of ofType(template, 'AWS::SNS::Topic')) aws.createTopic(nameOf(resource))
  for (const resource of ofType(template, 'AWS::SNS::Subscription')) {
    const { TopicArn, Endpoint, RawMessageDelivery } = Subscription.parse(resolver.properties(resource))
    const attributes = { RawMessageDelivery: String(RawMessageDelivery) }
    aws.subscribe({ topic: lastPart(TopicArn), queue: lastPart(Endpoint), attributes })
  }
  for (const resource of ofType(template, 'AWS::S3::Bucket')) aws.createBucket(nameOf(resource).toLowerCase())
}

/** The URLs of the queues that have a worker: those that set messages aside on which it gave up. */
export const workQueues = (template: SynthesisedTemplate, resolver: Resolver): string[] =>
  ofType(template, 'AWS::SQS::Queue')
    .filter((resource) => Queue.parse(resolver.properties(resource)).RedrivePolicy !== undefined)
    .map((resource) => resolver.ref(resource))

/** fauxqs cannot store a message that becomes visible at once. */
const RELEASED_AFTER_SECONDS = 1

/** Makes every message that a worker of an earlier run held visible: no such worker is alive. */
export const releaseMessages = async (
  aws: FauxqsServer,
  template: SynthesisedTemplate,
  resolver: Resolver,
  sqs: SQSClient,
): Promise<void> => {
  for (const resource of ofType(template, 'AWS::SQS::Queue')) {
    const held = aws.inspectQueue(nameOf(resource))?.messages.inflight ?? []
    for (const { receiptHandle: ReceiptHandle } of held)
      await sqs
        .send(
          new ChangeMessageVisibilityCommand({
            QueueUrl: resolver.ref(resource),
            ReceiptHandle,
            VisibilityTimeout: RELEASED_AFTER_SECONDS,
          }),
        )
        .catch((error: unknown) => {
          // Its lease ended at this moment: it is visible already.
          if (!(error instanceof MessageNotInflight)) throw error
        })
  }
}
