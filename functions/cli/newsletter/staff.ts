import { parseArgs } from 'node:util'
import { Staff } from '#functions/core/newsletter.ts'
import { chooseNewsletter } from '../choose-newsletter.ts'
import { type Command, WrongUsage } from '../command.ts'
import { ACTS, actorOf, HELP_ACTS } from '../digest/act-options.ts'

const NOBODY = 'nobody'

const usage = `gazette newsletter staff ADDRESS… | ${NOBODY} --as PERSON --why TEXT [--newsletter N]

Who is told by mail of drafts, of what needs a person, and of what was sent: at most 20 addresses, in place of those before.

${HELP_ACTS}`

export const staff: Command = {
  name: 'newsletter staff',
  summary: 'say who is told of drafts and sends',
  usage,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options: ACTS, allowPositionals: true })
    const actor = actorOf(values)
    const named = positionals.length === 1 && positionals[0] === NOBODY ? [] : positionals
    const addresses = Staff.safeParse(named)
    if (!addresses.success || positionals.length === 0)
      throw new WrongUsage(`Name 1 to 20 e-mail addresses, or say ${NOBODY}.`)
    const desk = await connect()
    const { slug, name } = await chooseNewsletter(desk, values.newsletter)
    await desk.set.staff(slug, addresses.data, actor)
    out(`${name}: ${named.length === 0 ? 'nobody is' : `${named.length} of staff are`} told by mail.`)
    return 0
  },
}
