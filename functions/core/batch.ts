import * as z from 'zod'
import {
  CODES,
  type Code,
  type EventSets,
  isFailure,
  type Moment,
  type Standing,
  standingOf,
} from './disposition.ts'
import { Instant, plusSeconds } from './instant.ts'
import { ReaderId } from './reader-id.ts'

/** Of a digest; tags and keys have room for two digits. */
export const MOST_WAVES = 100

/** What names a batch. `digest` is a digest key, `attempt` the freeze attempt. */
export const BatchRef = z.strictObject({
  digest: z.string(),
  attempt: z.string(),
  wave: z
    .int()
    .min(0)
    .max(MOST_WAVES - 1),
  number: z.int().min(0).max(999_999),
})
export type BatchRef = z.infer<typeof BatchRef>

/** SES takes at most so many destinations in a call (SES v2, SendBulkEmail). */
export const MOST_IN_A_BATCH = 50

/** Of a batch; a call that SES refused as a whole counts no more, so only failures in part come near it. */
const MOST_CALLS = 62
const NUMERALS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const NOT_CALLED = '-'

const isCodes = (value: string): boolean => [...value].every((code) => code in CODES)

const Call = z.strictObject({
  /** Its worker knows its own writes by it. */
  id: z.string(),
  /** When it began. */
  at: Instant,
})

/** The unit of one SES call: readers of one variant and one due time, in the order of their ids. */
export const Batch = BatchRef.extend({
  variant: z.string(),
  members: z.array(ReaderId).min(1).max(MOST_IN_A_BATCH),
  /** One disposition code a member. */
  codes: z.string().refine(isCodes, 'must be disposition codes'),
  /** Rows that the freezer walked from the first member to the last: one Query reads them all. */
  span: z.int(),
  version: z.int(),
  /** The calls in which a mail may have left, and the latest. */
  calls: z.array(Call).max(MOST_CALLS).default([]),
  /** For each member the number of their latest call, one numeral each, or `-`; empty before the first call. */
  called: z.string().default(''),
  /** Readers whom the next call may hold, while a refusal is halved. */
  most: z.int().optional(),
})
export type Batch = z.infer<typeof Batch>

export const codesOf = (batch: Pick<Batch, 'codes'>): Code[] => [...batch.codes] as Code[]

/** The number of the call in which a member was last called. */
export const callOf = (batch: Pick<Batch, 'called'>, position: number): number | undefined => {
  const call = NUMERALS.indexOf(batch.called[position] ?? NOT_CALLED)
  return call === -1 ? undefined : call
}

/** What a mail's events are known by: its call and its place in the batch. */
export const stampOf = (call: number, position: number): number => call * MOST_IN_A_BATCH + position

/** The batch as its row stands while a call is under way; `codes` mark with `~` who is in it. */
export const beginCall = (batch: Batch, codes: readonly Code[], id: string, at: Instant): Batch => {
  const call = batch.calls.length
  if (call >= MOST_CALLS)
    throw new RangeError(`Batch ${batchTag(batch)} of ${batch.digest} was called too often.`)
  const numeral = NUMERALS[call] ?? NOT_CALLED
  const called = codes.map((code, position) =>
    code === '~' ? numeral : (batch.called[position] ?? NOT_CALLED),
  )
  return { ...batch, codes: codes.join(''), calls: [...batch.calls, { id, at }], called: called.join('') }
}

/**
 * The batch after its latest call, `before` which it stood as it did. Of whom SES turned away no mail left in this call,
 * as if there had been none; where an admin had it repeat an earlier call, that one's mail may still be there.
 */
export const endCall = (
  calling: Batch,
  before: Pick<Batch, 'called'>,
  codes: readonly Code[],
  most: number | undefined,
): Batch => {
  const { most: _, ...rest } = calling
  const ended = codes.map((code, position): [Code, string] => {
    const numeral = calling.called[position] ?? NOT_CALLED
    const stood = (calling.codes[position] ?? '.') as Code
    // Who had failed and now waits was refused as all others were.
    if (stood !== '~') return [code, code === '.' && isFailure(stood) ? NOT_CALLED : numeral]
    const earlier = before.called[position] ?? NOT_CALLED
    if (code === '.') return [code, earlier]
    return isFailure(code) && earlier !== NOT_CALLED ? ['?', earlier] : [code, numeral]
  })
  const called = ended.map(([, numeral]) => numeral).join('')
  const isEmpty = !called.includes(NUMERALS[calling.calls.length - 1] ?? NOT_CALLED)
  return {
    ...rest,
    codes: ended.map(([code]) => code).join(''),
    called,
    calls: isEmpty ? calling.calls.slice(0, -1) : calling.calls,
    ...(most !== undefined && { most }),
  }
}

/** The batch with new codes for some who wait for a decision. Of a refused call no mail left: it is as if it had not been. */
export const decided = (batch: Batch, positions: readonly number[], code: Code): Batch => {
  const codes = codesOf(batch).map((before, position) => (positions.includes(position) ? code : before))
  const called = [...batch.called].map((numeral, position) =>
    positions.includes(position) && isFailure(batch.codes[position] as Code) ? NOT_CALLED : numeral,
  )
  return { ...batch, codes: codes.join(''), called: called.join('') }
}

/** How a member stands. */
export const memberStanding = (
  batch: Pick<Batch, 'codes' | 'called'>,
  events: EventSets,
  position: number,
  moment: Moment,
): Standing => {
  const call = callOf(batch, position)
  const code = (batch.codes[position] ?? '.') as Code
  // Of who was to be called again when the digest was cancelled, the earlier mail may be there.
  const own = code === '.' && moment.cancelled && call !== undefined ? '?' : code
  return standingOf(own, events, stampOf(call ?? 0, position), moment)
}

/** Whether the latest call began more than so many seconds ago; after its lease nobody can still be in it. */
export const callIsOver = (batch: Pick<Batch, 'calls'>, seconds: number, now: Instant): boolean => {
  const latest = batch.calls.at(-1)
  return latest === undefined || plusSeconds(latest.at, seconds) <= now
}

/** Whether a worker may still be in a call of the batch; nobody else may write its row, or that worker could not record the answer. */
export const isInCall = (
  batch: Pick<Batch, 'codes' | 'calls'>,
  leaseSeconds: number,
  now: Instant,
): boolean => batch.codes.includes('~') && !callIsOver(batch, leaseSeconds, now)

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
  Math.max(1, Math.min(MOST_IN_A_BATCH, Math.floor(maxSendRate)))
