import * as z from 'zod'
import type { Verb } from './act.ts'
import { type Digest, FeedbackTotals, Totals } from './digest.ts'
import { ExclusionReason } from './exclusion.ts'
import { Instant } from './instant.ts'
import { UndecidedReader } from './undecided.ts'

/** How all readers of a frozen digest stood at a moment. */
export const Counted = z.strictObject({
  /** When the counting began. */
  at: Instant,
  totals: Totals,
  feedback: FeedbackTotals,
  /** The excluded by reason. */
  excluded: z.partialRecord(ExclusionReason, z.int()),
  /** Of the uncertain, those whom an admin decided to leave so. */
  left: z.int(),
  /** The first of those about whom an admin may decide, by batch; what was counted at the close names nobody. */
  undecided: z.array(UndecidedReader).optional(),
  /** When the next wave is due; null where none is to come. */
  nextWaveAt: Instant.nullable(),
  /** When the last call begins, if the measured pace stays; null where it is not sent just now, or none was measured. */
  lastCallAt: Instant.nullable(),
})
export type Counted = z.infer<typeof Counted>

/** What a person does to readers, rather than to the pace at which they are called. */
const MOVES: readonly Verb[] = ['cancel', 'send-remaining', 'resend', 'leave']

/** Whether a count is from before an act that had readers stand otherwise at once: what it says of who waits is no longer so. */
export const isOvertaken = (
  { act, closedAt }: Pick<Digest, 'act' | 'closedAt'>,
  { at }: Pick<Counted, 'at'>,
): boolean => closedAt === undefined && act !== undefined && MOVES.includes(act.verb) && at < act.at

const NO_FEEDBACK: FeedbackTotals = { delayed: 0, delivered: 0, bounced: 0, complained: 0 }

/** What was counted when a digest closed, as its row keeps it; undefined while it is not closed, or nobody was frozen. */
export const countedAtClose = ({ closedAt, totals, feedback, excluded }: Digest): Counted | undefined =>
  closedAt === undefined || totals === undefined
    ? undefined
    : {
        at: closedAt,
        totals,
        feedback: feedback ?? NO_FEEDBACK,
        excluded: excluded ?? {},
        left: 0,
        nextWaveAt: null,
        lastCallAt: null,
      }
