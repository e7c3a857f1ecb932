import * as z from 'zod'
import { type Batch, batchTag, callOf } from './batch.ts'
import { Feedback, type Standing } from './disposition.ts'
import { Instant } from './instant.ts'
import { ReaderId } from './reader-id.ts'

/** A count names so many of them. */
export const MOST_NAMED = 100

/** A reader whom nothing settles by itself, as a count found them. */
export const UndecidedReader = z.strictObject({
  reader: ReaderId,
  disposition: z.enum(['uncertain', 'failed']),
  reason: z.string().optional(),
  feedback: Feedback,
  /** `wave-number` */
  batch: z.string(),
  /** When their latest call began. */
  calledAt: Instant.optional(),
})
export type UndecidedReader = z.infer<typeof UndecidedReader>

/** The failed of a batch, and the uncertain about whom no admin decided. `standings` are those of all its members. */
export const undecidedIn = (batch: Batch, standings: readonly Standing[]): UndecidedReader[] =>
  standings.flatMap(({ disposition, reason, feedback }, position) => {
    const reader = batch.members[position]
    if (reader === undefined || (disposition !== 'failed' && disposition !== 'uncertain')) return []
    if (reason === 'left') return []
    const calledAt = batch.calls[callOf(batch, position) ?? -1]?.at
    return {
      reader,
      disposition,
      ...(reason && { reason }),
      feedback,
      batch: batchTag(batch),
      ...(calledAt && { calledAt }),
    }
  })
