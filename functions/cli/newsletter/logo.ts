import { parseArgs } from 'node:util'
import { chooseNewsletter } from '../choose-newsletter.ts'
import { type Command, WrongUsage } from '../command.ts'
import { ACTS, actorOf, HELP_ACTS, onlyOne } from '../digest/act-options.ts'
import { readPlainFile } from '../read-plain-file.ts'
import { FROM_NEXT_APPROVAL } from './setting-command.ts'

const usage = `gazette newsletter logo FILE | --remove --as PERSON --why TEXT [--newsletter N]

The logo above the name of a newsletter in its mails, or none. The name is said in words, so that the logo needs none.
${FROM_NEXT_APPROVAL}

  FILE           a PNG, JPEG or GIF, at most 1600 pixels wide and 300 kB; mails show it at most 48 pixels high and 240 wide. What it
                 tells of where, when and by whom it was made is left out.
  --remove       show none
${HELP_ACTS}`

const options = { ...ACTS, remove: { type: 'boolean', default: false } } as const

export const logo: Command = {
  name: 'newsletter logo',
  summary: 'show a logo in the mails of a newsletter, or none',
  usage,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const actor = actorOf(values)
    const file = onlyOne(positionals, 'file')
    if ((file === undefined) !== values.remove)
      throw new WrongUsage('Name the file of the logo, or --remove.')
    const bytes = file === undefined ? undefined : readPlainFile(file)
    const desk = await connect()
    const { slug, name, theme } = await chooseNewsletter(desk, values.newsletter)
    const { logo: _, ...bare } = theme
    const shown = bytes && (await desk.putPicture(bytes, null, 'logo'))
    await desk.set.theme(slug, { ...bare, ...(shown && { logo: shown }) }, actor)
    out(`${name}: its mails show ${shown ? `the logo ${shown.name}` : 'no logo'}.`)
    return 0
  },
}
