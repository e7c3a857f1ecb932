import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'

type QueueWorker = (event: SQSEvent) => Promise<SQSBatchResponse>

const record = (body: string, index: number) => ({ messageId: String(index), body }) as SQSRecord

/** Hands bodies of messages to a queue's handler, as Lambda does. Answers how many of them come back. */
export const deliverBodies = async (worker: QueueWorker, ...bodies: string[]): Promise<number> =>
  (await worker({ Records: bodies.map(record) })).batchItemFailures.length

/** Hands messages to a queue's handler. Answers how many of them come back. */
export const deliver = (worker: QueueWorker, ...messages: unknown[]): Promise<number> =>
  deliverBodies(worker, ...messages.map((message) => JSON.stringify(message)))
