import { Temporal } from 'temporal-polyfill'
import { type Instant, msOf, toInstant } from './instant.ts'
import type { Newsletter, SlotInstant } from './newsletter.ts'
import { dateNumbered, numberFrom } from './slot-numbers.ts'

export type Schedule = Pick<Newsletter, 'slot' | 'zone'> &
  Partial<Pick<Newsletter, 'localHour' | 'slotFrom' | 'formerSlots'>>

/** The first clocks in the world to show a time. */
export const FIRST_CLOCKS = '+14:00'

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

const shownAt = (local: Temporal.PlainDateTime, zone: string): Instant =>
  toInstant(instantOf(local, zone).epochMilliseconds)

/** The instant at which a zone's clocks show a time such as `2026-11-24T07:00`. */
export const instantAt = (time: string, zone: string): Instant =>
  shownAt(Temporal.PlainDateTime.from(time), zone)

/** When the newsletter's own zone shows the slot's time on a date, `2026-11-24`. */
export const slotAtHome = ({ slot, zone }: Pick<Schedule, 'slot' | 'zone'>, date: string): Instant =>
  shownAt(Temporal.PlainDate.from(date).toPlainDateTime(slot.time), zone)

/** The slot of a schedule on one of its dates. */
const slotOn = (schedule: Schedule, day: Temporal.PlainDate): SlotInstant => {
  const date = day.toString()
  if (!schedule.localHour) return { date, at: slotAtHome(schedule, date) }
  const local = day.toPlainDateTime(schedule.slot.time)
  return { date, at: shownAt(local, FIRST_CLOCKS), localTime: local.toString({ smallestUnit: 'minute' }) }
}

/** The slot on the date of a schedule that has this number. */
export const slotNumbered = (schedule: Schedule, number: number): SlotInstant =>
  slotOn(schedule, dateNumbered(schedule.slot, number))

/** The same slot at another instant, for each reader as much earlier or later. */
export const movedTo = (slot: SlotInstant, at: Instant): SlotInstant => {
  if (slot.localTime === undefined) return { ...slot, at }
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(FIRST_CLOCKS).toPlainDateTime()
  return { ...slot, at, localTime: local.toString({ smallestUnit: 'minute' }) }
}

/** The date in a zone at an instant. */
export const localDate = (zone: string, instant: Instant): Temporal.PlainDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate()

/** The date on the clocks by which the slots of a schedule are due. */
const dayOf = ({ zone, localHour }: Schedule, instant: Instant): Temporal.PlainDate =>
  localDate(localHour ? FIRST_CLOCKS : zone, instant)

/** The slots of a schedule after an instant, first to last, without end. */
export function* slotsAfter(schedule: Schedule, after: Instant): Generator<SlotInstant, never> {
  const { slot, slotFrom, formerSlots = [] } = schedule
  yield* formerSlots.filter(({ at }) => at > after)
  // A day early, because a gap may move a slot past midnight.
  const day = dayOf(schedule, after).subtract({ days: 1 })
  const from = slotFrom !== undefined && slotFrom > day.toString() ? Temporal.PlainDate.from(slotFrom) : day
  for (let number = numberFrom(slot, from); ; number += 1) {
    const next = slotNumbered(schedule, number)
    if (msOf(next.at) > msOf(after)) yield next
  }
}

/** The slots of a schedule after one instant and up to another, first to last. */
export const slotsBetween = (schedule: Schedule, after: Instant, through: Instant): SlotInstant[] => {
  const slots: SlotInstant[] = []
  for (const slot of slotsAfter(schedule, after)) {
    if (msOf(slot.at) > msOf(through)) break
    slots.push(slot)
  }
  return slots
}

/** The last slot up to an instant; of a schedule that began later, the one before its first. */
export const lastSlot = (schedule: Schedule, through: Instant): SlotInstant => {
  const { slot, slotFrom = '', formerSlots = [] } = schedule
  const tomorrow = dayOf(schedule, through).add({ days: 1 })
  for (let number = numberFrom(slot, tomorrow) - 1; ; number -= 1) {
    const last = slotNumbered(schedule, number)
    if (last.date < slotFrom) return formerSlots.findLast(({ at }) => at <= through) ?? last
    if (last.at <= through) return last
  }
}

/** The slot that is drafted next: the last of those that passed unhandled, else the first to come. */
export const nextSlot = (
  newsletter: Schedule & Pick<Newsletter, 'slotsHandledThrough'>,
  now: Instant,
): SlotInstant => {
  const passed = slotsBetween(newsletter, newsletter.slotsHandledThrough, now).at(-1)
  return passed ?? slotsAfter(newsletter, now).next().value
}
