import {
  DeleteMessageBatchCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'

export type QueueWorker = (event: SQSEvent) => Promise<SQSBatchResponse>

const lastPart = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

/** By its name; the emulator lists hosts that only it knows, so only the last part of what it says is used. */
const urlOf = async (client: SQSClient, name: string): Promise<string> => {
  const QueueNamePrefix = `GazetteService-${name}Queue`
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ QueueNamePrefix }))
  const [url] = QueueUrls
  if (url === undefined) throw new Error(`No queue ${name}`)
  const known = process.env.BATCH_QUEUE_URL ?? ''
  return known.replace(lastPart(known), lastPart(url))
}

/** The queues of a local cloud in which nobody works. */
export const queuesOf = (client: SQSClient) => {
  const urls = new Map<string, string>()
  return {
    /** Takes what waits in a queue out of it, ten at most. */
    async take(name: string): Promise<string[]> {
      const QueueUrl = urls.get(name) ?? (await urlOf(client, name))
      urls.set(name, QueueUrl)
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      )
      if (Messages.length === 0) return []
      const Entries = Messages.map(({ ReceiptHandle }: Message, index) => ({
        Id: String(index),
        ReceiptHandle,
      }))
      await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))
      return Messages.map(({ Body = '' }) => Body)
    },
  }
}
export type Queues = ReturnType<typeof queuesOf>

/** Calls a worker with messages, as Lambda does, and has all of them done. */
export const invoke = async (worker: QueueWorker, bodies: readonly string[]): Promise<void> => {
  const Records = bodies.map((body, index) => ({ messageId: String(index), body }) as SQSRecord)
  const { batchItemFailures } = await worker({ Records })
  if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} messages failed.`)
}
