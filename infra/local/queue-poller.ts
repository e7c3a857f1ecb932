import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { REGION } from './account.ts'

export interface QueueSource {
  readonly queueUrl: string
  readonly queueArn: string
  readonly batchSize: number
  /** Calls of the handler at once. */
  readonly workers: number
  readonly handler: (event: SQSEvent) => Promise<SQSBatchResponse>
}

const toRecord = (message: Message, queueArn: string): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  md5OfBody: message.MD5OfBody ?? '',
  attributes: {
    ApproximateReceiveCount: message.Attributes?.ApproximateReceiveCount ?? '1',
    SentTimestamp: message.Attributes?.SentTimestamp ?? String(Date.now()),
    SenderId: message.Attributes?.SenderId ?? 'local',
    ApproximateFirstReceiveTimestamp:
      message.Attributes?.ApproximateFirstReceiveTimestamp ?? String(Date.now()),
  },
  messageAttributes: {},
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: REGION,
})

/** Does for one queue what Lambda's event source mapping does: receives, calls the handler, deletes what did not fail. */
export const queuePoller = (client: SQSClient, source: QueueSource, report: (error: unknown) => void) => {
  const calls = new Set<Promise<void>>()

  const finish = async (messages: Message[], failed: ReadonlySet<string>): Promise<void> => {
    const done = messages.filter(({ MessageId = '' }) => !failed.has(MessageId))
    if (done.length === 0) return
    const Entries = done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: source.queueUrl, Entries }))
  }

  const call = async (messages: Message[]): Promise<void> => {
    const event = { Records: messages.map((message) => toRecord(message, source.queueArn)) }
    try {
      const { batchItemFailures } = await source.handler(event)
      await finish(messages, new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)))
    } catch (error) {
      // A handler that throws fails its whole batch, as on Lambda; the messages come back when their lease ends.
      report(error)
    }
  }

  return {
    /** Receives once and starts the handler. True when there was a message. */
    async poll(): Promise<boolean> {
      if (calls.size >= source.workers) {
        await Promise.race(calls)
        return true
      }
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: source.queueUrl,
          MaxNumberOfMessages: Math.min(source.batchSize, 10),
          MessageSystemAttributeNames: ['All'],
        }),
      )
      if (Messages.length === 0) return false
      const running: Promise<void> = call(Messages).finally(() => calls.delete(running))
      calls.add(running)
      return true
    },

    isBusy: (): boolean => calls.size > 0,
    finished: (): Promise<unknown> => Promise.all(calls),
  }
}

export type QueuePoller = ReturnType<typeof queuePoller>
