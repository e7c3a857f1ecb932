import type { Newsletter } from '#functions/core/newsletter.ts'
import { showSlot } from '#functions/core/shown-slot.ts'
import { slotsAfter } from '#functions/core/slots.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { changeAsked, readAsked } from './asked-schedule.ts'
import { chooseNewsletter } from './choose-newsletter.ts'
import type { Command } from './command.ts'
import { describeSlot } from './describe-slot.ts'
import { HELP_ACTS } from './digest/act-options.ts'
import { HELP_SLOT } from './slot-options.ts'

const usage = `gazette schedule [--zone ZONE] [--weekday DAY]… [--time HH:MM] [--every WEEKS | --month first|last] [--local-hour on|off]
                 --as PERSON --why TEXT [--newsletter N]

Changes when a newsletter is due; what is not named stays. None is skipped and none comes twice: in the same rhythm, one whose new
time has passed this time comes when it was due before; another rhythm begins with the first that it has to come. Digests that are
drafted stay as they are.

${HELP_SLOT}
                 every so many weeks is counted from this week; --every 1 is each week
  --local-hour   on: each reader gets it when their own clock shows the time; off: everybody at once
${HELP_ACTS}`

const COUNT = 3

const describeStanding = ({ formerSlots = [], slotsHandledThrough }: Newsletter): string => {
  const standing = formerSlots.filter(({ at }) => at > slotsHandledThrough).map(({ date }) => date)
  if (standing.length === 0) return 'No slot of before the change still stands.'
  return `Of before the change still stands: ${standing.join(', ')}.`
}

export const schedule: Command = {
  name: 'schedule',
  summary: 'change when a newsletter is due',
  usage,
  async run(args, { out, connect }) {
    const asked = readAsked(args)
    const desk = await connect()
    const newsletter = await chooseNewsletter(desk, asked.newsletter)
    const changed = await desk.setSchedule(newsletter.slug, changeAsked(asked, newsletter), asked.actor)
    out(`${changed.name} is due next:`)
    for (const slot of slotsAfter(changed, systemClock()).take(COUNT))
      out(`  ${describeSlot(showSlot(changed, slot), changed.zone)}`)
    out(describeStanding(changed))
    return 0
  },
}
