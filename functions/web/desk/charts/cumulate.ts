import type { FeedbackHour, HourSet } from '#functions/core/feedback-hour.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'

/** How many there were by a moment. */
export interface Point {
  readonly at: Instant
  readonly count: number
}

const HOUR = 3600
/** SES tries for some 14 hours to deliver; single complaints come for weeks, and would press the rest into one line. */
const SHOWN_HOURS = 72
const LEAST_SECONDS = 600

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other)
const later = (one: Instant, other: Instant): Instant => (one > other ? one : other)

/** Up to when a picture of events shows them, which begins with the first call. */
export const shownUntil = (hours: readonly FeedbackHour[], from: Instant, now: Instant): Instant => {
  const last = hours.at(-1)?.hour
  const end = last === undefined ? from : earlier(plusSeconds(last, HOUR), now)
  return later(earlier(end, plusSeconds(from, SHOWN_HOURS * HOUR)), plusSeconds(from, LEAST_SECONDS))
}

/** How the events of a kind add up from one moment to another: each hour's spread evenly over it, those of before counted at the beginning. */
export const cumulate = (
  hours: readonly FeedbackHour[],
  set: HourSet,
  from: Instant,
  to: Instant,
): Point[] => {
  const before = hours.filter(({ hour }) => plusSeconds(hour, HOUR) <= from)
  let count = before.reduce((sum, hour) => sum + hour[set], 0)
  const points: Point[] = [{ at: from, count }]
  for (const hour of hours) {
    if (plusSeconds(hour.hour, HOUR) <= from || hour.hour >= to || hour[set] === 0) continue
    if (hour.hour > from) points.push({ at: hour.hour, count })
    count += hour[set]
    points.push({ at: earlier(plusSeconds(hour.hour, HOUR), to), count })
  }
  return [...points, { at: to, count }]
}
