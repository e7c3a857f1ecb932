import { Temporal } from 'temporal-polyfill'
import type { Digest } from './digest.ts'
import type { Instant } from './instant.ts'
import { isTimeZone, type Newsletter } from './newsletter.ts'
import { instantAt } from './slots.ts'
import type { Subscriber } from './subscriber.ts'

/** What the clocks of a zone show at a moment: `2026-11-24 07:00`. */
export const shownAt = (instant: Instant, zone: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')

/** Whether a zone has a name. Intl may know offsets such as `+05:37` too; readers who made them up would each have a wave. */
export const isNamedZone = (zone: string): boolean => /^[a-z]/i.test(zone) && isTimeZone(zone)

/** When each reader of a digest is due: all at once, or when the clocks of their zone show its local time, and of the newsletter's where theirs is unknown. A walk meets a million readers in some 400 zones: each is reckoned once. */
export const dueTimes = (
  { dueAt, localTime }: Pick<Digest, 'dueAt' | 'localTime'>,
  newsletter: Pick<Newsletter, 'zone'>,
): ((reader: Pick<Subscriber, 'zone'>) => Instant) => {
  if (localTime === undefined) return () => dueAt
  const known = new Map<string, Instant>()
  return ({ zone = newsletter.zone }) => {
    const due = known.get(zone) ?? instantAt(localTime, isNamedZone(zone) ? zone : newsletter.zone)
    known.set(zone, due)
    return due
  }
}
