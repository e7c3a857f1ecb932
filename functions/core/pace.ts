import * as z from 'zod'
import { Instant } from './instant.ts'

/** How fast SES may be called: what one window had, from which the next is reckoned. */
export const Pace = z.strictObject({
  /** The start of the window. */
  window: Instant,
  /** SES calls a second. */
  callsPerSecond: z.number().positive(),
  /** The part of a call that the window had left over. */
  credit: z.number(),
  /** The window dealt all the calls that it had, so that it tried this pace out. */
  tried: z.boolean(),
  /** Windows of this pace that were tried since the last throttle. */
  calm: z.int(),
})
export type Pace = z.infer<typeof Pace>

/** AWS documents one request a second for most actions of SES (developer guide, quotas); whether SendBulkEmail is among them is not said. */
const FIRST = 1
/** Below this, a call in ten seconds, a throttle says nothing of the pace. */
const SLOWEST = 0.1
const RISE = 1.25
/** Of the account's rate, for confirmations and whatever else sends through it. */
const HEAD_ROOM = 0.1

/** The most calls a second that an account's rate, which counts readers, allows. */
export const mostCallsPerSecond = (maxSendRate: number, batchSize: number): number =>
  (maxSendRate * (1 - HEAD_ROOM)) / batchSize

/** The pace of the window that begins now: a throttle since the last one halves it, a calm window that was tried raises it. */
export const nextPace = (
  last: Pace | undefined,
  window: Instant,
  throttledAt: Instant | undefined,
  most: number,
): Pace => {
  const throttled = last !== undefined && throttledAt !== undefined && throttledAt >= last.window
  const before = last?.callsPerSecond ?? FIRST
  const wanted = throttled ? before / 2 : last?.tried ? before * RISE : before
  const calm = last === undefined || throttled ? 0 : last.calm + (last.tried ? 1 : 0)
  const callsPerSecond = Math.min(Math.max(wanted, SLOWEST), most)
  return { window, callsPerSecond, credit: last?.credit ?? 0, tried: false, calm }
}

/** The whole calls that a window of so many seconds has; the rest is the next one's. */
export const callsOf = (pace: Pace, seconds: number): { calls: number; pace: Pace } => {
  const exact = pace.credit + pace.callsPerSecond * seconds
  const calls = Math.floor(exact)
  return { calls, pace: { ...pace, credit: exact - calls } }
}
