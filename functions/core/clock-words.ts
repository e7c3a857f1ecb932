import { type Instant, msOf } from './instant.ts'

const SHOWN = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const

/** What the clocks of a zone show at a moment. */
export interface ShownMoment {
  /** `Tue 24 Nov` */
  readonly day: string
  /** `2026` */
  readonly year: string
  /** `07:00` */
  readonly time: string
}

export const shownOn = (instant: Instant, zone: string): ShownMoment => {
  const parts = new Intl.DateTimeFormat('en', { ...SHOWN, timeZone: zone }).formatToParts(msOf(instant))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return {
    day: `${part('weekday')} ${part('day')} ${part('month')}`,
    year: part('year'),
    time: `${part('hour')}:${part('minute')}`,
  }
}

/** `Tue 24 Nov 2026, 07:00` */
export const momentWords = (instant: Instant, zone: string): string => {
  const { day, year, time } = shownOn(instant, zone)
  return `${day} ${year}, ${time}`
}

/** The same without the year, where that is the present one: `Sun 22 Nov, 15:04`. */
export const nearMomentWords = (instant: Instant, now: Instant, zone: string): string => {
  const { day, year, time } = shownOn(instant, zone)
  return year === shownOn(now, zone).year ? `${day}, ${time}` : `${day} ${year}, ${time}`
}
