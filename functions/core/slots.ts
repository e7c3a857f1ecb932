import { Temporal } from 'temporal-polyfill'
import { type Instant, msOf, plusDays, toInstant } from './instant.ts'
import { type Newsletter, type SlotInstant, WEEKDAYS } from './newsletter.ts'

type Weekly = Pick<Newsletter, 'slot' | 'zone'>

/**
 * The instant at which a zone's clocks show a local time. In an overlap the first of the two; in a gap, where no
 * clock ever shows it, the first instant after the gap (Temporal's `compatible` would shift by the gap's length).
 */
export const instantOf = (local: Temporal.PlainDateTime, zone: string): Temporal.Instant => {
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (earlier.toPlainDateTime().equals(local)) return earlier.toInstant()
  const transition = earlier.getTimeZoneTransition('next')
  if (transition === null) throw new RangeError(`${local} in ${zone} is in no gap`)
  return transition.toInstant()
}

/** The instant at which a zone's clocks show a time such as `2026-11-24T07:00`. */
export const instantAt = (time: string, zone: string): Instant =>
  toInstant(instantOf(Temporal.PlainDateTime.from(time), zone).epochMilliseconds)

/** The clocks that show a time before all others do. */
export const FIRST_CLOCKS = '+14:00'

/** The slots of a newsletter after one instant and up to another, first to last. */
export const slotsBetween = ({ slot, zone }: Weekly, after: Instant, through: Instant): SlotInstant[] => {
  const time = Temporal.PlainTime.from(slot.time)
  const start = Temporal.Instant.from(after).toZonedDateTimeISO(zone).toPlainDate()
  const weekdays = [slot.weekday].flat().map((name) => WEEKDAYS.indexOf(name) + 1)
  const slots: SlotInstant[] = []
  // A day early, because a gap may move a slot past midnight.
  for (let date = start.subtract({ days: 1 }); ; date = date.add({ days: 1 })) {
    if (!weekdays.includes(date.dayOfWeek)) continue
    const at = toInstant(instantOf(date.toPlainDateTime(time), zone).epochMilliseconds)
    if (msOf(at) > msOf(through)) return slots
    if (msOf(at) > msOf(after)) slots.push({ date: date.toString(), at })
  }
}

const NEVER_LONGER_DAYS = 15

/** The slot that is drafted next: the last of those that passed unhandled, else the first to come. */
export const nextSlot = (
  newsletter: Weekly & Pick<Newsletter, 'slotsHandledThrough'>,
  now: Instant,
): SlotInstant => {
  const passed = slotsBetween(newsletter, newsletter.slotsHandledThrough, now).at(-1)
  const next = passed ?? slotsBetween(newsletter, now, plusDays(now, NEVER_LONGER_DAYS))[0]
  if (next === undefined) throw new RangeError(`No slot within ${NEVER_LONGER_DAYS} days`)
  return next
}
