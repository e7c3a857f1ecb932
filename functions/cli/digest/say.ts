import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { AS, HELP_AS, HELP_NEWSLETTER, onlyOne, personOf } from './act-options.ts'
import { editChosen } from './edit-chosen.ts'
import { SAID, saidAround } from './said-around.ts'

const usage = `gazette digest say [DIGEST] [--note TEXT [--signed NAME]] [--closing-title T --closing-text T [--closing-url URL]]
  [--subject TEXT] [--preheader TEXT] [--no-note] [--no-closing] [--no-subject] [--no-preheader] --as PERSON [--newsletter N]

Says what stands around the stories of a digest, as a new revision. One that was approved has to be approved again.

  DIGEST         its key; by default the only draft
  --note         a word of the editors at the top, in at most 500 characters
  --signed       whose word it is; by default yours
  --closing-title, --closing-text, --closing-url
                 the closing item, something that went well or that a reader can do: at most 120 characters, at most 500, and
                 where it leads
  --subject      the subject of its mails, in at most 55 characters, in place of Gazette’s; whoever sees the screen sees it
  --preheader    what a list of mails shows below the subject, in at most 110 characters
  --no-note, --no-closing, --no-subject, --no-preheader
                 take it away; subject and preheader are then Gazette’s again
${HELP_AS}; it is kept with the revision
${HELP_NEWSLETTER}`

const options = { ...AS, newsletter: { type: 'string' }, ...SAID } as const

export const say: Command = {
  name: 'digest say',
  summary: 'say what stands around the stories: a note, the subject',
  usage,
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const by = personOf(values)
    const given = { key: onlyOne(positionals, 'digest'), newsletter: values.newsletter }
    return editChosen(context, given, by, saidAround(values, by))
  },
}
