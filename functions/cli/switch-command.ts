import { parseArgs } from 'node:util'
import type { Setting } from '#functions/use-cases/set-newsletter.ts'
import { chooseNewsletter } from './choose-newsletter.ts'
import { type Command, WrongUsage } from './command.ts'
import { ACTS, actorOf, HELP_ACTS } from './digest/act-options.ts'

interface Switch {
  readonly setting: Setting
  readonly summary: string
  /** What it does, in sentences. */
  readonly does: string
  /** What it means from now on, after the newsletter's name. */
  readonly told: (on: boolean) => string
}

/** A command by which an admin switches a setting of a newsletter on or off. */
export const switchCommand = ({ setting, summary, does, told }: Switch): Command => ({
  name: setting,
  summary,
  usage: `gazette ${setting} on|off --as PERSON --why TEXT [--newsletter N]

${does}

${HELP_ACTS}`,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options: ACTS, allowPositionals: true })
    const [state, ...others] = positionals
    if ((state !== 'on' && state !== 'off') || others.length > 0) throw new WrongUsage('Say on or off.')
    const actor = actorOf(values)
    const desk = await connect()
    const { slug, name } = await chooseNewsletter(desk, values.newsletter)
    await desk.set[setting](slug, state === 'on', actor)
    out(`${name}: ${told(state === 'on')}`)
    return 0
  },
})
