import { wireSendBatch } from '#functions/wiring/send-batch.ts'

export const handler = wireSendBatch()
