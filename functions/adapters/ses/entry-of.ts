import * as z from 'zod'
import { BatchRef, MOST_IN_A_BATCH, parseBatchTag, stampOf } from '#functions/core/batch.ts'
import type { FeedbackEvent } from '#functions/core/feedback-event.ts'

const UpTo99 = z
  .string()
  .regex(/^[1-9]?\d$/)
  .transform(Number)
const Position = UpTo99.refine((position) => position < MOST_IN_A_BATCH)

/** Which entry of which call a mail is, by its tags. */
export const entryOf = (tags: Readonly<Record<string, readonly string[]>>): FeedbackEvent['entry'] => {
  const place = parseBatchTag(tags.batch?.[0] ?? '')
  const batch = BatchRef.safeParse({ digest: tags.digest?.[0], attempt: tags.attempt?.[0], ...place })
  const position = Position.safeParse(tags.entry?.[0])
  const call = UpTo99.safeParse(tags.call?.[0])
  if (!batch.success || !position.success || !call.success) return undefined
  return { batch: batch.data, stamp: stampOf(call.data, position.data) }
}
