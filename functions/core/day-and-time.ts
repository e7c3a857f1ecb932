import { type Instant, msOf } from './instant.ts'

/** A local date: `24 November`. */
export const dayOf = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )

/** On the clocks of a zone: `Tuesday 24 November at 07:00 (Europe/Berlin)`. */
export const dayAndTime = (instant: Instant, zone: string): string => {
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  })
  return `${local.format(msOf(instant))} (${zone})`
}
