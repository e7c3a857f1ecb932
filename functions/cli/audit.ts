import { parseArgs } from 'node:util'
import { chooseNewsletter } from './choose-newsletter.ts'
import { type Command, WrongUsage } from './command.ts'
import { describeAct } from './describe-act.ts'

const usage = `gazette audit [--newsletter N | --reader READER] [--json]

Lists what admins did to a newsletter as a whole, or about one reader, oldest first: who, what and why. What was done to a digest
stands in gazette digest show.

  --newsletter   the newsletter’s short name; needed when there are several and no reader is named
  --reader       an address, or a reader’s id
  --json         print one JSON document per act, each on one line`

const options = {
  json: { type: 'boolean', default: false },
  newsletter: { type: 'string' },
  reader: { type: 'string' },
} as const

export const audit: Command = {
  name: 'audit',
  summary: 'list what admins did to a newsletter or about a reader',
  usage,
  async run(args, { out, connect }) {
    const { values } = parseArgs({ args: [...args], options })
    if (values.newsletter !== undefined && values.reader !== undefined)
      throw new WrongUsage('Name a newsletter or a reader, not both.')
    const desk = await connect()
    const on =
      values.reader === undefined
        ? { newsletter: (await chooseNewsletter(desk, values.newsletter)).slug }
        : { reader: await desk.idOfReader(values.reader) }
    const acts = await desk.acts.list(on)
    for (const act of acts) out(values.json ? JSON.stringify({ ...on, ...act }) : describeAct(act))
    if (acts.length === 0 && !values.json) out('Nobody did anything.')
    return 0
  },
}
