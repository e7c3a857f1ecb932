import { GetQueueAttributesCommand, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { Queue } from '#functions/use-cases/ports.ts'

const MOST_IN_ONE_CALL = 10
const MOST_DELAY_SECONDS = 900

/** JSON messages on one SQS queue. */
export const sqsQueue = <Message>(client: SQSClient, url: string): Queue<Message> => ({
  async send(messages) {
    for (let start = 0; start < messages.length; start += MOST_IN_ONE_CALL) {
      const entries = messages
        .slice(start, start + MOST_IN_ONE_CALL)
        .map(({ message, delaySeconds = 0 }, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(message),
          DelaySeconds: Math.min(delaySeconds, MOST_DELAY_SECONDS),
        }))
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }),
      )
      const [first] = Failed
      if (first !== undefined) throw new Error(`${Failed.length} messages were not taken: ${first.Code}`)
    }
  },

  async depth() {
    const names = [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesDelayed',
    ] as const
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }),
    )
    return names.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0)
  },
})
