import { Temporal } from 'temporal-polyfill'
import { type Slot, WEEKDAYS } from './newsletter.ts'

// The dates of a slot come in cycles, weeks or months, in each of which each of its weekdays has one. Numbered through, a
// date keeps its number when the slot is changed to other weekdays of its cycle.

const A_MONDAY = Temporal.PlainDate.from('1970-01-05')

const weekOf = (date: Temporal.PlainDate): number => Math.floor(A_MONDAY.until(date).days / 7)

/** The remainder, of negative numbers too: weeks of before 1970 have such. */
const modulo = (value: number, by: number): number => ((value % by) + by) % by

/** The weekdays as ISO numbers, Monday 1. */
const weekdaysOf = ({ weekday }: Slot): number[] =>
  [...new Set([weekday].flat())].map((name) => WEEKDAYS.indexOf(name) + 1).toSorted()

/** Every how many weeks, and which of them; undefined where the cycle is a month. */
const weeksOf = ({ rhythm }: Slot): { every: number; phase: number } | undefined => {
  if (rhythm === undefined) return { every: 1, phase: 0 }
  if ('ofMonth' in rhythm) return undefined
  const { everyWeeks, from } = rhythm
  return { every: everyWeeks, phase: modulo(weekOf(Temporal.PlainDate.from(from)), everyWeeks) }
}

const cycleOf = (slot: Slot, date: Temporal.PlainDate): number => {
  const weeks = weeksOf(slot)
  return weeks ? Math.floor((weekOf(date) - weeks.phase) / weeks.every) : date.year * 12 + date.month - 1
}

const inMonth = (month: Temporal.PlainDate, which: 'first' | 'last', weekday: number): Temporal.PlainDate => {
  if (which === 'first') return month.add({ days: modulo(weekday - month.dayOfWeek, 7) })
  const end = month.with({ day: month.daysInMonth })
  return end.subtract({ days: modulo(end.dayOfWeek - weekday, 7) })
}

const datesOfCycle = (slot: Slot, cycle: number): Temporal.PlainDate[] => {
  const weeks = weeksOf(slot)
  if (weeks) {
    const monday = A_MONDAY.add({ weeks: cycle * weeks.every + weeks.phase })
    return weekdaysOf(slot).map((weekday) => monday.add({ days: weekday - 1 }))
  }
  const month = new Temporal.PlainDate(Math.floor(cycle / 12), modulo(cycle, 12) + 1, 1)
  const which = slot.rhythm && 'ofMonth' in slot.rhythm ? slot.rhythm.ofMonth : 'first'
  return weekdaysOf(slot)
    .map((weekday) => inMonth(month, which, weekday))
    .toSorted(Temporal.PlainDate.compare)
}

/** The date of a slot that has this number. */
export const dateNumbered = (slot: Slot, number: number): Temporal.PlainDate => {
  const { length } = weekdaysOf(slot)
  const date = datesOfCycle(slot, Math.floor(number / length))[modulo(number, length)]
  if (date === undefined) throw new RangeError(`Not a whole number: ${number}`)
  return date
}

/** The number of a slot's first date that is this one or a later one. */
export const numberFrom = (slot: Slot, date: Temporal.PlainDate): number => {
  const cycle = cycleOf(slot, date)
  const dates = datesOfCycle(slot, cycle)
  const earlier = dates.filter((one) => Temporal.PlainDate.compare(one, date) < 0)
  return cycle * dates.length + earlier.length
}

/** Whether two slots have as many dates in the same cycles, so that a number means the same in both. */
export const countAlike = (one: Slot, other: Slot): boolean => {
  const [a, b] = [weeksOf(one), weeksOf(other)]
  const sameCycles = a?.every === b?.every && a?.phase === b?.phase
  return sameCycles && weekdaysOf(one).length === weekdaysOf(other).length
}
