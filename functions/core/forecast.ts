import { type Instant, msOf, toInstant } from './instant.ts'
import type { Pace } from './pace.ts'

/** SES calls that a digest still needs, none of them before `dueAt`. */
export interface CallsAhead {
  readonly dueAt: Instant
  readonly calls: number
}

/** Whether SES was called at this pace and bore it. */
export const isMeasured = (pace: Pace | undefined): pace is Pace => pace !== undefined && pace.calm > 0

/** When a digest's last call begins if the pace stays as it is, shared evenly by so many digests; null when no pace was measured yet, or no call is left. */
export const forecast = (
  pace: Pace | undefined,
  sharing: number,
  ahead: readonly CallsAhead[],
  now: Instant,
): Instant | null => {
  if (!isMeasured(pace) || ahead.length === 0) return null
  const callsPerSecond = pace.callsPerSecond / Math.max(1, sharing)
  let end = msOf(now)
  for (const { dueAt, calls } of ahead.toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1)))
    end = Math.max(end, msOf(dueAt)) + Math.ceil((calls / callsPerSecond) * 1000)
  return toInstant(end)
}
