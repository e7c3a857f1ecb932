import { Temporal } from 'temporal-polyfill'
import { shownOn } from './clock-words.ts'
import { type Instant, msOf, toInstant } from './instant.ts'

/** A moment that a time axis names. */
export interface TimeTick {
  readonly at: Instant
  /** `07:00`; absent where the axis names days alone. */
  readonly time?: string
  /** `Tue 24 Nov`, where the day is another than that of the tick before. */
  readonly day?: string
}

const DAY_MINUTES = 1440
const STEP_MINUTES = [
  ...[10, 15, 30, 60, 120, 180, 360, 720],
  ...[1, 2, 3, 7, 14, 28, 91, 182, 364].map((days) => days * DAY_MINUTES),
]

/** What a zone's clocks show from one moment to another, in steps; a step of days begins at midnight. */
const shownTimes = (
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime,
  minutes: number,
): Temporal.ZonedDateTime[] => {
  const times: Temporal.ZonedDateTime[] = []
  const days = Math.max(1, minutes / DAY_MINUTES)
  for (let day = from.startOfDay(); Temporal.ZonedDateTime.compare(day, to) <= 0; day = day.add({ days }))
    for (let minute = 0; minute < DAY_MINUTES; minute += minutes)
      times.push(
        day.toPlainDate().toZonedDateTime({
          timeZone: from.timeZoneId,
          plainTime: { hour: Math.floor(minute / 60), minute: minute % 60 },
        }),
      )
  return times.filter(
    (time) =>
      Temporal.ZonedDateTime.compare(time, from) >= 0 && Temporal.ZonedDateTime.compare(time, to) <= 0,
  )
}

/** Round moments between two, on the clocks of a zone, of which no two are closer than a part of the whole. */
export const timeTicks = (from: Instant, to: Instant, zone: string, leastPart: number): TimeTick[] => {
  const minutes = ((msOf(to) - msOf(from)) / 60_000) * leastPart
  const step = STEP_MINUTES.find((one) => one >= minutes) ?? STEP_MINUTES.at(-1) ?? DAY_MINUTES
  const zoned = (at: Instant) => Temporal.Instant.from(at).toZonedDateTimeISO(zone)
  let before = ''
  return shownTimes(zoned(from), zoned(to), step).map((time) => {
    const at = toInstant(time.epochMilliseconds)
    const { day, time: shown } = shownOn(at, zone)
    const isNew = day !== before
    before = day
    return { at, ...(step < DAY_MINUTES && { time: shown }), ...(isNew && { day }) }
  })
}
