import { parseArgs } from 'node:util'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { type Command, WrongUsage } from '../command.ts'
import { ACTS, actorOf, HELP_ACTS, keyFirst } from './act-options.ts'
import { chooseDigest } from './choose-digest.ts'

const usage = `gazette digest correct [DIGEST] POST --text TEXT --as PERSON --why TEXT [--newsletter N]

Corrects an entry of a digest that was sent: the correction stands at the top of the next digest that is drafted, for all its readers.

  DIGEST         its key; by default the only one that was sent
  POST           the id of the entry’s post
  --text         what is right, in at most 600 characters
${HELP_ACTS}`

const options = { ...ACTS, text: { type: 'string' } } as const
const WANTED = { can: 'corrected', fits: ({ firstCallAt }: Digest) => firstCallAt !== undefined }

export const correct: Command = {
  name: 'digest correct',
  summary: 'correct an entry of a digest that was sent',
  usage,
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const actor = actorOf(values)
    const { key, rest } = keyFirst(positionals)
    const [post, ...others] = rest
    if (post === undefined || others.length > 0) throw new WrongUsage('Name one post.')
    if (values.text === undefined) throw new WrongUsage('Say what is right with --text TEXT.')
    const { desk, digest } = await chooseDigest(context, { key, newsletter: values.newsletter }, WANTED)
    const { id, title } = await desk.correctEntry(digest, post, values.text, actor)
    context.out(
      `The correction of “${title}” in ${digestKey(digest)} leads the next digest that is drafted. A draft that is there already takes it with: gazette digest edit --restore ${id}`,
    )
    return 0
  },
}
