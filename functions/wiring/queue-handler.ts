import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import type * as z from 'zod'
import { ExpectedError } from '#functions/core/errors.ts'
import type { Logger } from './log.ts'

const explain = (logger: Logger, record: SQSRecord, error: unknown): void => {
  if (error instanceof ExpectedError)
    logger.log('message comes back', { message: record.messageId, why: error.message })
  else logger.report(error)
}

/** A Lambda handler for a queue: each record's body is parsed and worked on; what fails comes back alone. */
export const queueHandler =
  <Message>(schema: z.ZodType<Message>, work: (message: Message) => Promise<unknown>, logger: Logger) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
    for (const record of Records) {
      try {
        await work(schema.parse(JSON.parse(record.body)))
      } catch (error) {
        explain(logger, record, error)
        batchItemFailures.push({ itemIdentifier: record.messageId })
      }
    }
    return { batchItemFailures }
  }
