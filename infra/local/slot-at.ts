import { Temporal } from 'temporal-polyfill'
import { type Instant, plusSeconds, toInstant } from '#functions/core/instant.ts'
import { type Slot, WEEKDAYS } from '#functions/core/newsletter.ts'

/** The part of a newsletter that says when it appears. */
export interface SlotNow {
  readonly zone: string
  readonly slot: Slot
  readonly slotsHandledThrough: Instant
  readonly createdAt: Instant
}

/** A weekly slot in the minute that has just begun, in this machine's time zone, and not handled yet. */
export const slotAt = (now: Instant, zone = Temporal.Now.timeZoneId()): SlotNow => {
  const local = Temporal.Instant.from(now)
    .toZonedDateTimeISO(zone)
    .round({ smallestUnit: 'minute', roundingMode: 'floor' })
  const start = toInstant(local.epochMilliseconds)
  return {
    zone,
    slot: {
      weekday: WEEKDAYS[local.dayOfWeek - 1] ?? 'monday',
      time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
    },
    slotsHandledThrough: plusSeconds(start, -1),
    createdAt: now,
  }
}
