import type { ShownSlot } from '#functions/core/shown-slot.ts'
import { utc } from './when.ts'

const weekdayOf = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(new Date(date))

const clocksOf = ({ clocks, local, wanted }: ShownSlot): string => {
  const [date = '', time = ''] = wanted.split('T')
  if (clocks === 'overlap') return `; the first ${time} of that day, whose clocks show it twice`
  if (clocks === 'change') return '; the clocks change that day'
  if (clocks !== 'gap') return ''
  const shown = local.slice(11, 16)
  return local.startsWith(date)
    ? `; ${shown} instead of ${time}, which no clock shows that day`
    : `; ${shown} instead of ${time} on ${date}, which no clock shows`
}

/** When a slot is, in one line. */
export const describeSlot = (slot: ShownSlot, zone: string): string => {
  const { local, deadline, former } = slot
  const [date = '', time = ''] = local.split('T')
  const due = `${weekdayOf(date)} ${date} ${time.slice(0, 5)} ${zone} ${time.slice(8)} (${utc(slot.utc)})`
  const first =
    deadline === undefined ? '' : `; the first readers are due, and it must be approved, by ${utc(deadline)}`
  return `${due}${clocksOf(slot)}${first}${former ? '; as before the change' : ''}`
}
