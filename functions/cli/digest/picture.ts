import { parseArgs } from 'node:util'
import { type Command, type Context, WrongUsage } from '../command.ts'
import { readPlainFile } from '../read-plain-file.ts'
import { AS, HELP_AS, HELP_NEWSLETTER, keyFirst, personOf } from './act-options.ts'
import { editChosen } from './edit-chosen.ts'

const usage = `gazette digest picture [DIGEST] POST FILE (--alt TEXT | --decorative) --as PERSON [--newsletter N]
gazette digest picture [DIGEST] POST --remove --as PERSON [--newsletter N]

Puts a picture beside an entry of a digest, or takes it away, as a new revision. A digest that was approved has to be approved again.
The mail shows the first picture of each category, and none of an entry with a content note.

  DIGEST         its key; by default the only draft
  POST           the id of the entry’s post, as gazette digest show --json prints it
  FILE           a PNG, JPEG or GIF, 100 to 1600 pixels wide, of at most 300 kB. What it tells of where, when and by whom it was
                 made is left out.
  --alt          what it shows, for who does not see it, in at most 300 characters
  --decorative   it shows nothing that anybody would miss
  --remove       take the picture away
${HELP_AS}; it is kept with the revision
${HELP_NEWSLETTER}`

const options = {
  ...AS,
  newsletter: { type: 'string' },
  alt: { type: 'string' },
  decorative: { type: 'boolean', default: false },
  remove: { type: 'boolean', default: false },
} as const

interface Asked {
  readonly file: string | undefined
  readonly alt?: string | undefined
  readonly decorative: boolean
  readonly remove: boolean
}

/** The picture that is asked for, null for none. */
const pictureFor = async ({ connect }: Context, { file, alt, decorative, remove }: Asked) => {
  if (remove) {
    if (file !== undefined || alt !== undefined || decorative)
      throw new WrongUsage('--remove goes with a post alone.')
    return null
  }
  if (file === undefined) throw new WrongUsage('Name the file of the picture.')
  if ((alt === undefined) !== decorative)
    throw new WrongUsage('Say what the picture shows with --alt TEXT, or else --decorative.')
  const bytes = readPlainFile(file)
  const desk = await connect()
  return desk.putPicture(bytes, alt ?? null, 'entry')
}

export const picture: Command = {
  name: 'digest picture',
  summary: 'put a picture beside an entry, or take it away',
  usage,
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const by = personOf(values)
    const { key, rest } = keyFirst(positionals)
    const [post, file, ...others] = rest
    if (post === undefined || others.length > 0) throw new WrongUsage('Name one post and one file.')
    const shown = await pictureFor(context, { ...values, file })
    const given = { key, newsletter: values.newsletter }
    return editChosen(context, given, by, [{ verb: 'picture', post, picture: shown }])
  },
}
