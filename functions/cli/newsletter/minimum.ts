import { parseArgs } from 'node:util'
import { MinimumEntries } from '#functions/core/newsletter.ts'
import { chooseNewsletter } from '../choose-newsletter.ts'
import { type Command, WrongUsage } from '../command.ts'
import { ACTS, actorOf, HELP_ACTS } from '../digest/act-options.ts'

const usage = `gazette newsletter minimum ENTRIES --as PERSON --why TEXT [--newsletter N]

How many entries a digest must have, 1 to 50. One with fewer is skipped, and its posts wait for the next.

${HELP_ACTS}`

export const minimum: Command = {
  name: 'newsletter minimum',
  summary: 'say how many entries a digest must have',
  usage,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options: ACTS, allowPositionals: true })
    const actor = actorOf(values)
    const entries = MinimumEntries.safeParse(Number(positionals[0]))
    if (!entries.success || positionals.length > 1) throw new WrongUsage('Say a number from 1 to 50.')
    const desk = await connect()
    const { slug, name } = await chooseNewsletter(desk, values.newsletter)
    await desk.set.minimum(slug, entries.data, actor)
    out(`${name}: a digest with fewer entries than ${entries.data} is skipped.`)
    return 0
  },
}
