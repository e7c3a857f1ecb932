import { parseArgs } from 'node:util'
import { chooseNewsletter } from './choose-newsletter.ts'
import { type Command, WrongUsage } from './command.ts'
import { ACTS, actorOf, HELP_ACTS } from './digest/act-options.ts'

const usage = `gazette ramp on|off --as PERSON --why TEXT [--newsletter N]

Whether many new readers at once are mailed day by day, oldest consent first (on), or with everybody else (off). It counts from
the next freeze on: a digest whose readers are frozen keeps its days.

${HELP_ACTS}`

export const ramp: Command = {
  name: 'ramp',
  summary: 'mail many new readers day by day, or all at once',
  usage,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options: ACTS, allowPositionals: true })
    const [state, ...others] = positionals
    if ((state !== 'on' && state !== 'off') || others.length > 0) throw new WrongUsage('Say on or off.')
    const actor = actorOf(values)
    const desk = await connect()
    const { slug, name } = await chooseNewsletter(desk, values.newsletter)
    await desk.setRamp(slug, state === 'on', actor)
    const told = state === 'on' ? 'day by day' : 'with everybody else'
    out(`${name}: from the next freeze on, many new readers at once are mailed ${told}.`)
    return 0
  },
}
