import { parseArgs } from 'node:util'
import type { AskedEdit } from '#functions/use-cases/edit-digest.ts'
import { type Command, WrongUsage } from '../command.ts'
import { AS, HELP_AS, HELP_NEWSLETTER, onlyOne, personOf } from './act-options.ts'
import { editChosen } from './edit-chosen.ts'

const usage = `gazette digest edit [DIGEST] [--drop POST]… [--restore POST]… [--pin POST]… [--unpin POST]… [--lead POST [--for-everyone]] --as PERSON [--newsletter N]

Changes what a digest says, as a new revision. One that was approved has to be approved again.

  DIGEST         its key; by default the only draft
  --drop         leave an entry out, for good, or withdraw a correction
  --restore      take that back; make an entry of its own of a post that tells the same story as another; or take up a correction
  --pin          put an entry first in its categories, behind earlier pins
  --unpin        let it take its place again behind the pins
  --lead         name the entry that it leads with; with --for-everyone its title is the subject
${HELP_AS}; it is kept with the revision
${HELP_NEWSLETTER}

POST is the id of a post, as gazette digest show --json prints it.`

const posts = { type: 'string', multiple: true, default: [] as string[] } as const
const options = {
  ...AS,
  newsletter: { type: 'string' },
  drop: posts,
  restore: posts,
  pin: posts,
  unpin: posts,
  lead: { type: 'string' },
  'for-everyone': { type: 'boolean', default: false },
} as const

export const edit: Command = {
  name: 'digest edit',
  summary: 'drop, pin or restore entries, name the lead',
  usage,
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const by = personOf(values)
    const edits: AskedEdit[] = (['drop', 'restore', 'pin', 'unpin'] as const).flatMap((verb) =>
      values[verb].map((post) => ({ verb, post })),
    )
    const forEveryone = values['for-everyone']
    if (values.lead !== undefined) edits.push({ verb: 'lead', post: values.lead, forEveryone })
    else if (forEveryone) throw new WrongUsage('--for-everyone goes with --lead POST.')
    const given = { key: onlyOne(positionals, 'digest'), newsletter: values.newsletter }
    return editChosen(context, given, by, edits)
  },
}
