import * as z from 'zod'
import type { Totals } from './digest.ts'
import type { ExclusionReason } from './exclusion.ts'

export const Disposition = z.enum(['waiting', 'accepted', 'failed', 'excluded', 'uncertain'])
export type Disposition = z.infer<typeof Disposition>

export type FailureReason =
  | 'message-rejected'
  | 'invalid-parameter'
  | 'bad-request'
  | 'rejected'
  | 'rendering-failed'

interface Meaning {
  readonly disposition: Disposition
  /** `left`: uncertain, and an admin decided not to send again. */
  readonly reason?: ExclusionReason | FailureReason | 'left'
}

/**
 * A batch row keeps one character a reader, in the order of its members, so that the row stays under 1 KB.
 * `~`: in a call whose answer is not recorded yet; it waits while the call's worker may be alive, then is uncertain.
 */
export const CODES = {
  '.': { disposition: 'waiting' },
  '~': { disposition: 'waiting' },
  a: { disposition: 'accepted' },
  '?': { disposition: 'uncertain' },
  '!': { disposition: 'uncertain', reason: 'left' },
  M: { disposition: 'failed', reason: 'message-rejected' },
  P: { disposition: 'failed', reason: 'invalid-parameter' },
  B: { disposition: 'failed', reason: 'bad-request' },
  u: { disposition: 'excluded', reason: 'unsubscribed' },
  n: { disposition: 'excluded', reason: 'pending' },
  s: { disposition: 'excluded', reason: 'suppressed' },
  p: { disposition: 'excluded', reason: 'paused' },
  m: { disposition: 'excluded', reason: 'moved' },
  g: { disposition: 'excluded', reason: 'gone' },
  f: { disposition: 'excluded', reason: 'frequency' },
  c: { disposition: 'excluded', reason: 'nothing-chosen' },
  r: { disposition: 'excluded', reason: 'ramp' },
  x: { disposition: 'excluded', reason: 'cancelled' },
} as const satisfies Record<string, Meaning>

export type Code = keyof typeof CODES
/** SES refused the reader's mail. */
export const FAILURE_CODES = ['M', 'P', 'B'] as const satisfies Code[]
export type FailureCode = (typeof FAILURE_CODES)[number]

export const isFailure = (code: Code): code is FailureCode => CODES[code].disposition === 'failed'

export const codeOfExclusion = (reason: ExclusionReason): Code => {
  const found = Object.entries(CODES).find(([, meaning]) => 'reason' in meaning && meaning.reason === reason)
  if (found === undefined) throw new RangeError(`No code for ${reason}`)
  return found[0] as Code
}

export const Feedback = z.enum(['none', 'delayed', 'delivered', 'bounced', 'complained'])
export type Feedback = z.infer<typeof Feedback>

/** The kinds of event, each a set of stamps in the sibling row of a batch. Sets only grow, so order and repetition do not matter. */
export const EVENT_SETS = [
  'sent',
  'delivered',
  'delayed',
  'bounced',
  'complained',
  'rejected',
  'renderingFailed',
] as const
export type EventSet = (typeof EVENT_SETS)[number]
export type EventSets = Readonly<Partial<Record<EventSet, ReadonlySet<number>>>>

export interface Standing extends Meaning {
  readonly feedback: Feedback
}

const feedbackOf = (events: EventSets, stamp: number): Feedback => {
  if (events.complained?.has(stamp)) return 'complained'
  if (events.bounced?.has(stamp)) return 'bounced'
  if (events.delivered?.has(stamp)) return 'delivered'
  return events.delayed?.has(stamp) ? 'delayed' : 'none'
}

export interface Moment {
  /** No worker can still be in the batch's latest call. */
  readonly callIsOver: boolean
  /** The digest was cancelled: who waits will not be called. */
  readonly cancelled: boolean
}

/**
 * How one reader stands, from the batch row's code and the events of the reader's latest call, which bear its `stamp`.
 * An event settles what is uncertain: SES had accepted. A reject or a rendering failure says that it then did not send.
 */
export const standingOf = (code: Code, events: EventSets, stamp: number, moment: Moment): Standing => {
  const meaning: Meaning = CODES[code]
  const mayHaveLeft = code === 'a' || code === '?' || code === '!' || code === '~'
  if (code === '.' && moment.cancelled) return { ...CODES.x, feedback: 'none' }
  if (!mayHaveLeft) return { ...meaning, feedback: 'none' }
  if (events.renderingFailed?.has(stamp))
    return { disposition: 'failed', reason: 'rendering-failed', feedback: 'none' }
  if (events.rejected?.has(stamp)) return { disposition: 'failed', reason: 'rejected', feedback: 'none' }
  const feedback = feedbackOf(events, stamp)
  if (code === 'a' || events.sent?.has(stamp) || feedback !== 'none')
    return { disposition: 'accepted', feedback }
  return code === '~' && moment.callIsOver ? { ...CODES['?'], feedback } : { ...meaning, feedback }
}

/** The sum over an audience; it always equals the sealed count. */
export const addUp = (
  excludedAtFreeze: number,
  standings: Iterable<Pick<Standing, 'disposition'>>,
): Totals => {
  const totals = {
    audience: excludedAtFreeze,
    waiting: 0,
    accepted: 0,
    failed: 0,
    excluded: excludedAtFreeze,
    uncertain: 0,
  }
  for (const { disposition } of standings) {
    totals.audience += 1
    totals[disposition] += 1
  }
  return totals
}
