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
  /** Messages in one call of the handler, at most. */
  readonly batchSize: number
  /** How long they are gathered. */
  readonly windowSeconds: number
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

/** SQS hands out and takes back so many messages at once. */
const MOST_AT_ONCE = 10

const sleep = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000))

/** Does for one queue what Lambda's event source mapping does: gathers, calls the handler, deletes what did not fail. */
export const queuePoller = (client: SQSClient, source: QueueSource, report: (error: unknown) => void) => {
  const calls = new Set<Promise<void>>()

  const receive = async (most: number, waitSeconds: number): Promise<Message[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: source.queueUrl,
        MaxNumberOfMessages: Math.min(most, MOST_AT_ONCE),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
      }),
    )
    return Messages
  }

  /** The messages of one call. Their window begins with the first; without waiting there is none. */
  const gather = async (waitSeconds: number): Promise<Message[]> => {
    const messages = await receive(source.batchSize, waitSeconds)
    if (messages.length === 0 || waitSeconds === 0 || source.windowSeconds === 0) return messages
    await sleep(source.windowSeconds)
    while (messages.length < source.batchSize) {
      const more = await receive(source.batchSize - messages.length, 0)
      if (more.length === 0) break
      messages.push(...more)
    }
    return messages
  }

  const finish = async (messages: Message[], failed: ReadonlySet<string>): Promise<void> => {
    const done = messages.filter(({ MessageId = '' }) => !failed.has(MessageId))
    for (let start = 0; start < done.length; start += MOST_AT_ONCE) {
      const some = done.slice(start, start + MOST_AT_ONCE)
      const Entries = some.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
      await client.send(new DeleteMessageBatchCommand({ QueueUrl: source.queueUrl, Entries }))
    }
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
    /** Receives once, waiting so long for a message, and starts the handler. True when there was one. */
    async poll(waitSeconds: number): Promise<boolean> {
      if (calls.size >= source.workers) {
        await Promise.race(calls)
        return true
      }
      const messages = await gather(waitSeconds)
      if (messages.length === 0) return false
      const running: Promise<void> = call(messages).finally(() => calls.delete(running))
      calls.add(running)
      return true
    },

    isBusy: (): boolean => calls.size > 0,
    finished: (): Promise<unknown> => Promise.all(calls),
  }
}

export type QueuePoller = ReturnType<typeof queuePoller>
