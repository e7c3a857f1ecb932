import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import * as z from 'zod'
import { type Instant, toInstant } from '#functions/core/instant.ts'
import type { DeadLetters } from '#functions/use-cases/ports.ts'

const RedrivePolicy = z.object({ deadLetterTargetArn: z.string() })

const nameIn = (urlOrArn: string): string =>
  urlOrArn.slice(Math.max(...[...'/:'].map((mark) => urlOrArn.lastIndexOf(mark))) + 1)

const COUNTED = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const

const AT_ONCE = 10
/** Long enough to move ten messages; who dies in between leaves them for the next time. */
const HOLD_SECONDS = 30
/** SQS asks all its servers only when it may wait. */
const WAIT_SECONDS = 1

/** The dead letters of some queues. Not every queue has an operation that moves them, so they are received, sent and deleted, in this order. */
export const sqsDeadLetters = (client: SQSClient, queueUrls: readonly string[]): DeadLetters => {
  const attributes = async (QueueUrl: string, AttributeNames: readonly QueueAttributeName[]) => {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] })
    return (await client.send(command)).Attributes ?? {}
  }

  const deadLettersOf = async (queueUrl: string): Promise<string> => {
    const { RedrivePolicy: policy = '' } = await attributes(queueUrl, ['RedrivePolicy'])
    const { deadLetterTargetArn } = RedrivePolicy.parse(JSON.parse(policy))
    // They lie in the account and region of their queue.
    return queueUrl.slice(0, -nameIn(queueUrl).length) + nameIn(deadLetterTargetArn)
  }

  const countOf = async (queueUrl: string): Promise<number> => {
    const found = await attributes(queueUrl, COUNTED)
    return COUNTED.reduce((sum, name) => sum + Number(found[name] ?? 0), 0)
  }

  const receive = async (QueueUrl: string, VisibilityTimeout: number): Promise<Message[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      VisibilityTimeout,
      MaxNumberOfMessages: AT_ONCE,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageSystemAttributeNames: ['SentTimestamp'],
    })
    return (await client.send(command)).Messages ?? []
  }

  const oldestIn = async (queueUrl: string): Promise<Instant | undefined> => {
    const seen = await receive(queueUrl, 0)
    const [oldest] = seen.map(({ Attributes }) => Number(Attributes?.SentTimestamp)).toSorted((a, b) => a - b)
    return oldest === undefined ? undefined : toInstant(oldest)
  }

  /** Our messages are their bodies: no attributes are lost. */
  const move = async (from: string, to: string, messages: readonly Message[]): Promise<void> => {
    const Id = (index: number) => ({ Id: String(index) })
    const sent = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: to,
        Entries: messages.map(({ Body = '' }, index) => ({ ...Id(index), MessageBody: Body })),
      }),
    )
    const taken = new Set(sent.Successful?.map((one) => one.Id))
    const Entries = messages
      .map(({ ReceiptHandle }, index) => ({ ...Id(index), ReceiptHandle }))
      .filter((one) => taken.has(one.Id))
    if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: from, Entries }))
    const [failed] = sent.Failed ?? []
    if (failed !== undefined) throw new Error(`A dead letter was not taken back: ${failed.Code}`)
  }

  return {
    async list() {
      const all = []
      for (const url of queueUrls) {
        const letters = await deadLettersOf(url)
        const count = await countOf(letters)
        const oldest = count === 0 ? undefined : await oldestIn(letters)
        all.push({ queue: nameIn(url), count, ...(oldest && { oldest }) })
      }
      return all
    },

    async redrive(queue) {
      const to = queueUrls.find((url) => nameIn(url) === queue)
      if (to === undefined) throw new RangeError(`No queue ${queue}`)
      const from = await deadLettersOf(to)
      // No more than were there: what fails again meanwhile would come round for ever.
      const count = await countOf(from)
      let moved = 0
      while (moved < count) {
        const messages = await receive(from, HOLD_SECONDS)
        if (messages.length === 0) break
        await move(from, to, messages)
        moved += messages.length
      }
      return moved
    },
  }
}
