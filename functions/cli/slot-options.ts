import { isTimeZone, Slot, SlotInstant, WEEKDAYS } from '#functions/core/newsletter.ts'
import { WrongUsage } from './command.ts'

// The options of a command that say when a newsletter is due, for parseArgs, and what they mean.

export const SLOT = {
  zone: { type: 'string' },
  weekday: { type: 'string', multiple: true },
  time: { type: 'string' },
  every: { type: 'string' },
  month: { type: 'string' },
} as const

export const HELP_SLOT = `  --zone         an IANA time zone, such as Europe/London
  --weekday      such as sunday; may be given several times
  --time         a local time of day, such as 07:00
  --every        every so many weeks, 1 to 52
  --month        first or last: on the first or last such weekday of each month`

export const zoneIn = (typed: string): string => {
  if (!isTimeZone(typed)) throw new WrongUsage(`${typed} is no time zone. Name one such as Europe/Berlin.`)
  return typed
}

const weekdayIn = (typed: string) => {
  const weekday = WEEKDAYS.find((name) => name === typed.toLowerCase())
  if (weekday === undefined)
    throw new WrongUsage(`${typed} is no weekday. Name one of ${WEEKDAYS.join(', ')}.`)
  return weekday
}

export const weekdaysIn = (typed: readonly string[]): Slot['weekday'] => {
  const weekdays = [...new Set(typed.map(weekdayIn))]
  const [only, ...others] = weekdays
  return only === undefined || others.length > 0 ? weekdays : only
}

export const timeIn = (typed: string): string => {
  if (!Slot.shape.time.safeParse(typed).success)
    throw new WrongUsage(`${typed} is no time of day. Write it as hours and minutes, such as 07:00 or 19:30.`)
  return typed
}

export const dateIn = (typed: string): string => {
  if (!SlotInstant.shape.date.safeParse(typed).success)
    throw new WrongUsage(`${typed} is no date. Write one of the calendar as year, month and day: 2024-03-24.`)
  return typed
}

export const numberIn = (option: string, typed: string, most: number): number => {
  if (!/^\d{1,3}$/.test(typed) || Number(typed) < 1 || Number(typed) > most)
    throw new WrongUsage(`--${option} takes a whole number from 1 to ${most}, not ${typed}.`)
  return Number(typed)
}

interface Rhythm {
  every?: string | undefined
  month?: string | undefined
}

/** Weeks are counted from that of a date. */
export const rhythmIn = ({ every, month }: Rhythm, from: string): Slot['rhythm'] => {
  if (every !== undefined && month !== undefined) throw new WrongUsage('Name --every or --month, not both.')
  if (month !== undefined) {
    if (month !== 'first' && month !== 'last')
      throw new WrongUsage(`--month takes first or last, not ${month}.`)
    return { ofMonth: month }
  }
  const everyWeeks = every === undefined ? 1 : numberIn('every', every, 52)
  return everyWeeks === 1 ? undefined : { everyWeeks, from }
}
