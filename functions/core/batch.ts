import * as z from 'zod'
import { CODES, type Code } from './disposition.ts'
import { Instant, plusSeconds } from './instant.ts'
import { ReaderId } from './reader-id.ts'

/** What names a batch. `digest` is a digest key, `attempt` the freeze attempt. */
export const BatchRef = z.strictObject({
  digest: z.string(),
  attempt: z.string(),
  wave: z.int().min(0).max(99),
  number: z.int().min(0).max(999_999),
})
export type BatchRef = z.infer<typeof BatchRef>

const isCodes = (value: string): boolean => [...value].every((code) => code in CODES)

/** The unit of one SES call: readers of one variant and one due time, in the order of their ids. */
export const Batch = BatchRef.extend({
  variant: z.string(),
  members: z.array(ReaderId).min(1).max(50),
  /** One disposition code a member. */
  codes: z.string().refine(isCodes, 'must be disposition codes'),
  /** Rows that the freezer walked from the first member to the last: one Query reads them all. */
  span: z.int(),
  version: z.int(),
  /** Names the latest call, so that its worker knows its own writes again. */
  call: z.string().optional(),
  /** When the latest call began. */
  callingAt: Instant.optional(),
})
export type Batch = z.infer<typeof Batch>

export const codesOf = (batch: Pick<Batch, 'codes'>): Code[] => [...batch.codes] as Code[]

/** Whether the latest call began more than so many seconds ago; after its lease nobody can still be in it. */
export const callIsOver = (batch: Pick<Batch, 'callingAt'>, seconds: number, now: Instant): boolean =>
  batch.callingAt === undefined || plusSeconds(batch.callingAt, seconds) <= now

/** `wave-number`, as it stands in the tags of every mail. */
export const batchTag = ({ wave, number }: Pick<BatchRef, 'wave' | 'number'>): string => `${wave}-${number}`

export const parseBatchTag = (tag: string): { wave: number; number: number } | undefined => {
  const [, wave, number] = /^(\d{1,2})-(\d{1,6})$/.exec(tag) ?? []
  return wave === undefined || number === undefined
    ? undefined
    : { wave: Number(wave), number: Number(number) }
}

/** max(1, min(50, floor(MaxSendRate))): SES takes at most 50 destinations a call, and counts recipients against the rate. */
export const batchSizeFor = (maxSendRate: number): number =>
  Math.max(1, Math.min(50, Math.floor(maxSendRate)))
