import { parseArgs } from 'node:util'
import { describeFault } from '#functions/core/template-source.ts'
import { chooseNewsletter } from '../choose-newsletter.ts'
import { type Command, WrongUsage } from '../command.ts'
import { decodeMarked } from '../decode-marked.ts'
import { ACTS, actorOf, HELP_ACTS, onlyOne } from '../digest/act-options.ts'
import { readPlainFile } from '../read-plain-file.ts'
import { FROM_NEXT_APPROVAL } from './setting-command.ts'

const usage = `gazette newsletter template FILE | --built-in --as PERSON --why TEXT [--newsletter N]
gazette newsletter template --check FILE

Has the mails of a newsletter made by a template of your own, in Liquid and MJML; docs/templates.md says how to write one. It is
tried on invented digests in six languages first. With a fault it is refused, with the line and the reason, and the one before it
stays in use. ${FROM_NEXT_APPROVAL}

  --check FILE   say what is wrong with it, and change nothing
  --built-in     go back to Gazette's own
${HELP_ACTS}`

const options = {
  ...ACTS,
  check: { type: 'string' },
  'built-in': { type: 'boolean', default: false },
} as const

const sourceIn = (file: string): string => decodeMarked(readPlainFile(file))

export const template: Command = {
  name: 'newsletter template',
  summary: 'have the mails of a newsletter made by a template of your own',
  usage,
  async run(args, { out, err, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const file = onlyOne(positionals, 'file')
    if (values.check !== undefined) {
      const faults = await (await connect()).template.faultsOf(sourceIn(values.check))
      for (const fault of faults) err(describeFault(fault))
      if (faults.length === 0) out('The template is right.')
      return faults.length === 0 ? 0 : 1
    }
    if ((file === undefined) !== values['built-in']) throw new WrongUsage('Name a file, or say --built-in.')
    const actor = actorOf(values)
    const desk = await connect()
    const { slug, name } = await chooseNewsletter(desk, values.newsletter)
    if (file === undefined) await desk.template.drop(slug, actor)
    else await desk.template.use(slug, sourceIn(file), actor)
    out(`${name}: its mails are made by ${file === undefined ? 'Gazette’s own template' : file}.`)
    return 0
  },
}
