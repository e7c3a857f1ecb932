import * as z from 'zod'
import { BatchRef } from '#functions/core/batch.ts'

/** What asks a worker to send a batch. `tries` counts the calls of it that SES turned away. */
export const BatchMessage = BatchRef.extend({ tries: z.int().min(0) })
export type BatchMessage = z.infer<typeof BatchMessage>
