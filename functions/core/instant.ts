import * as z from 'zod'

/** A point in time as UTC ISO 8601 with milliseconds, so that instants sort as strings. */
export const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>()
export type Instant = z.infer<typeof Instant>

/** Reads any ISO 8601 instant, with offset or Z, into the sortable form. */
export const toInstant = (value: string | number | Date): Instant => {
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) throw new RangeError(`Not an instant: ${String(value)}`)
  return date.toISOString() as Instant
}

export const msOf = (instant: Instant): number => Date.parse(instant)

export const plusSeconds = (instant: Instant, seconds: number): Instant =>
  toInstant(msOf(instant) + seconds * 1000)

const DAY_SECONDS = 86_400
export const plusDays = (instant: Instant, days: number): Instant => plusSeconds(instant, days * DAY_SECONDS)
