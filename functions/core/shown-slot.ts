import { Temporal } from 'temporal-polyfill'
import { type Instant, plusDays, toInstant } from './instant.ts'
import type { SlotInstant } from './newsletter.ts'
import { instantOf, type Schedule, slotsAfter } from './slots.ts'

/** A slot as the clocks of the newsletter's zone show it. */
export interface ShownSlot {
  readonly utc: Instant
  /** With seconds and the offset: `2024-03-24T01:30:00+00:00`. */
  readonly local: string
  /** What they are to show, `2024-03-24T01:30`. */
  readonly wanted: string
  /** In a gap they never show it, in an overlap twice; or they change at another hour of that day. */
  readonly clocks?: 'gap' | 'overlap' | 'change'
  /** Where each reader gets it at their own hour: when the first of them is due. */
  readonly deadline?: Instant
  /** Whether it is one of before a change of the slot. */
  readonly former: boolean
}

const clocksAt = (wanted: Temporal.PlainDateTime, shown: Temporal.ZonedDateTime): ShownSlot['clocks'] => {
  if (!shown.toPlainDateTime().equals(wanted)) return 'gap'
  const later = wanted.toZonedDateTime(shown.timeZoneId, { disambiguation: 'later' })
  if (!later.equals(shown)) return 'overlap'
  return shown.hoursInDay === 24 ? undefined : 'change'
}

const wantedAt = (
  { slot, zone }: Schedule,
  { date, at, localTime }: SlotInstant,
  former: boolean,
): Temporal.PlainDateTime => {
  if (localTime !== undefined) return Temporal.PlainDateTime.from(localTime)
  // A former slot had another time, or another zone.
  if (former) return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime()
  return Temporal.PlainDate.from(date).toPlainDateTime(slot.time)
}

export const showSlot = (schedule: Schedule, slot: SlotInstant): ShownSlot => {
  const former = slot.date < (schedule.slotFrom ?? '')
  const wanted = wantedAt(schedule, slot, former)
  const home =
    slot.localTime === undefined ? Temporal.Instant.from(slot.at) : instantOf(wanted, schedule.zone)
  const shown = home.toZonedDateTimeISO(schedule.zone)
  const clocks = clocksAt(wanted, shown)
  return {
    utc: toInstant(home.epochMilliseconds),
    local: shown.toString({ timeZoneName: 'never', smallestUnit: 'second' }),
    wanted: wanted.toString({ smallestUnit: 'minute' }),
    ...(clocks && { clocks }),
    ...(slot.localTime !== undefined && { deadline: slot.at }),
    former,
  }
}

/** The first slots of a schedule that are dated from a date on, `2024-03-24`. */
export const showSlots = (schedule: Schedule, from: string, count: number): ShownSlot[] => {
  const { slotFrom = from, formerSlots = [] } = schedule
  const listed = {
    ...schedule,
    slotFrom: slotFrom > from ? slotFrom : from,
    formerSlots: formerSlots.filter(({ date }) => date >= from),
  }
  // The first clocks show a time 26 hours before the last.
  const before = plusDays(toInstant(from), -2)
  return slotsAfter(listed, before)
    .take(count)
    .map((slot) => showSlot(schedule, slot))
    .toArray()
}
