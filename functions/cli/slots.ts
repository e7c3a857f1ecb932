import { parseArgs } from 'node:util'
import { type ShownSlot, showSlots } from '#functions/core/shown-slot.ts'
import { localDate, type Schedule } from '#functions/core/slots.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { chooseNewsletter } from './choose-newsletter.ts'
import { type Command, WrongUsage } from './command.ts'
import { describeSlot } from './describe-slot.ts'
import { onlyOne } from './digest/act-options.ts'
import { dateIn, HELP_SLOT, numberIn, rhythmIn, SLOT, timeIn, weekdaysIn, zoneIn } from './slot-options.ts'
import { utc } from './when.ts'

const MOST = 100

const usage = `gazette slots NEWSLETTER [--from DATE] [--count N] [--json]
gazette slots --zone ZONE --weekday DAY… --time HH:MM [--every WEEKS | --month first|last] [--from DATE] [--count N] [--json]

Prints the next slots of a newsletter, or those that a newsletter would have. Where the clocks leave the time out, a slot is at the
first moment after the gap; where they show it twice, at the first of the two.

${HELP_SLOT}
  --from         the first date, in the zone; by default today. Weeks are counted from that of this date
  --count        how many, 1 to ${MOST}; by default 5
  --json         print one JSON array on one line: utc and local, and where readers get it at their own hour the deadline`

const options = {
  ...SLOT,
  from: { type: 'string' },
  count: { type: 'string', default: '5' },
  json: { type: 'boolean', default: false },
} as const

const today = (zone: string): string => localDate(zone, systemClock()).toString()

const parse = (args: readonly string[]) => {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const { zone, weekday, time, every, month, from, count, json } = values
  const name = onlyOne(positionals, 'newsletter')
  if (name !== undefined && [zone, weekday, time, every, month].some((value) => value !== undefined))
    throw new WrongUsage('Name a newsletter, or a zone and a slot, not both.')
  return {
    name,
    typed: { zone, weekday, time, every, month },
    from: from === undefined ? undefined : dateIn(from),
    count: numberIn('count', count, MOST),
    json,
  }
}
type Asked = ReturnType<typeof parse>

const scheduleIn = ({ typed, from }: Asked): Schedule => {
  if (typed.zone === undefined || typed.weekday === undefined || typed.time === undefined)
    throw new WrongUsage('Name a newsletter, or say --zone, --weekday and --time.')
  const zone = zoneIn(typed.zone)
  const rhythm = rhythmIn(typed, from ?? today(zone))
  const slot = { weekday: weekdaysIn(typed.weekday), time: timeIn(typed.time) }
  return { zone, slot: rhythm === undefined ? slot : { ...slot, rhythm } }
}

const documentOf = ({ utc: instant, local, deadline }: ShownSlot) => ({
  utc: utc(instant),
  local,
  ...(deadline && { deadline: utc(deadline) }),
})

export const slots: Command = {
  name: 'slots',
  summary: 'list the next slots of a newsletter, or of a zone, weekday and time',
  usage,
  async run(args, { out, connect }) {
    const asked = parse(args)
    const { name, from, count, json } = asked
    const schedule = name === undefined ? scheduleIn(asked) : await chooseNewsletter(await connect(), name)
    const shown = showSlots(schedule, from ?? today(schedule.zone), count)
    if (json) out(JSON.stringify(shown.map(documentOf)))
    else for (const slot of shown) out(describeSlot(slot, schedule.zone))
    return 0
  },
}
