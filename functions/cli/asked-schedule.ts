import { parseArgs } from 'node:util'
import type { SlotChange } from '#functions/core/change-slot.ts'
import type { Newsletter, Slot } from '#functions/core/newsletter.ts'
import { localDate } from '#functions/core/slots.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { WrongUsage } from './command.ts'
import { ACTS, actorOf } from './digest/act-options.ts'
import { rhythmIn, SLOT, timeIn, weekdaysIn, zoneIn } from './slot-options.ts'

const options = { ...SLOT, ...ACTS, 'local-hour': { type: 'string' } } as const

const localHourIn = (typed: string): boolean => {
  if (typed !== 'on' && typed !== 'off') throw new WrongUsage(`--local-hour takes on or off, not ${typed}.`)
  return typed === 'on'
}

/** What the words of an admin ask of a schedule. */
export const readAsked = (args: readonly string[]) => {
  const { values } = parseArgs({ args: [...args], options })
  const { zone, weekday, time, every, month, newsletter } = values
  const localHour = values['local-hour']
  return {
    zone: zone === undefined ? undefined : zoneIn(zone),
    localHour: localHour === undefined ? undefined : localHourIn(localHour),
    weekday: weekday && weekdaysIn(weekday),
    time: time === undefined ? undefined : timeIn(time),
    rhythm: { every, month },
    actor: actorOf(values),
    newsletter,
  }
}
type Asked = ReturnType<typeof readAsked>

const weeksOf = (rhythm: Slot['rhythm']): number | undefined =>
  rhythm && 'everyWeeks' in rhythm ? rhythm.everyWeeks : undefined

/** The rhythm that was asked for. As many weeks as before go on being the same weeks. */
const rhythmOf = (
  { rhythm: { every, month } }: Asked,
  { slot }: Newsletter,
  zone: string,
): Slot['rhythm'] => {
  if (every === undefined && month === undefined) return slot.rhythm
  const rhythm = rhythmIn({ every, month }, localDate(zone, systemClock()).toString())
  const weeks = weeksOf(rhythm)
  return weeks !== undefined && weeks === weeksOf(slot.rhythm) ? slot.rhythm : rhythm
}

/** What changes of a newsletter's schedule: what is not named stays. */
export const changeAsked = (asked: Asked, newsletter: Newsletter): SlotChange => {
  const { zone, localHour, weekday, time } = asked
  const rhythm = rhythmOf(asked, newsletter, zone ?? newsletter.zone)
  const { slot } = newsletter
  const changed = { weekday: weekday ?? slot.weekday, time: time ?? slot.time, ...(rhythm && { rhythm }) }
  const isAsked = [weekday, time, asked.rhythm.every, asked.rhythm.month].some((value) => value !== undefined)
  return { zone, localHour, slot: isAsked ? changed : undefined }
}
