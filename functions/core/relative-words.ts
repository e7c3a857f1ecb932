import { Temporal } from 'temporal-polyfill'
import type { Instant } from './instant.ts'
import { numberOf } from './number-of.ts'

/** From one instant to a later one, in the two largest units that it has: `2 days 11 hours`, `40 minutes`. A day is one of the zone's calendar, of 23 or 25 hours where its clocks change. Undefined below a minute. */
const spanWords = (from: Instant, to: Instant, zone: string): string | undefined => {
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(zone)
  const end = Temporal.Instant.from(to).toZonedDateTimeISO(zone)
  const span = start.until(end, { largestUnit: 'day', smallestUnit: 'minute' })
  const units = [
    [span.days, 'day'],
    [span.hours, 'hour'],
    [span.minutes, 'minute'],
  ] as const
  const first = units.findIndex(([count]) => count > 0)
  if (first === -1) return undefined
  const told = units.slice(first, first + 2).filter(([count]) => count > 0)
  return told.map(([count, one]) => numberOf(count, one)).join(' ')
}

/** Where an instant lies from now: `in 2 days 11 hours`, `5 minutes ago`, `just now`. */
export const relativeWords = (at: Instant, now: Instant, zone: string): string => {
  if (at > now) return `in ${spanWords(now, at, zone) ?? 'less than a minute'}`
  const span = spanWords(at, now, zone)
  return span === undefined ? 'just now' : `${span} ago`
}
