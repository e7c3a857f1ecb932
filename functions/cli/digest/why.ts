import { parseArgs } from 'node:util'
import { type Command, WrongUsage } from '../command.ts'
import { HELP_NEWSLETTER, keyFirst } from './act-options.ts'
import { chooseDigest, TO_LOOK_AT } from './choose-digest.ts'
import { csvOfReaders } from './csv-of-readers.ts'

const usage = `gazette digest why [DIGEST] READER [--json] [--newsletter N]
gazette digest why [DIGEST] --csv [--newsletter N]

Says why a reader did, or did not, get a digest; or writes what became of every reader of it.

  DIGEST         its key; by default the one that is not over, or the newest
  READER         an address, or a reader’s id
  --json         print it as JSON, on one line
  --csv          write all readers as CSV. It holds addresses: treat it so
${HELP_NEWSLETTER}`

const options = {
  json: { type: 'boolean', default: false },
  csv: { type: 'boolean', default: false },
  newsletter: { type: 'string' },
} as const

export const why: Command = {
  name: 'digest why',
  summary: 'say why a reader got a digest or not; or all of them as CSV',
  usage,
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const { key, rest } = keyFirst(positionals)
    const [reader, ...others] = rest
    if (others.length > 0 || (reader === undefined) !== values.csv || (values.csv && values.json))
      throw new WrongUsage('Name one reader, or ask for all of them with --csv.')
    const given = { key, newsletter: values.newsletter }
    const { desk, digest } = await chooseDigest(context, given, TO_LOOK_AT)
    if (reader === undefined) {
      for await (const lines of csvOfReaders(desk.addressedReadersOf(digest))) context.out(lines)
      return 0
    }
    const answer = await desk.whyNot(digest, reader)
    context.out(
      values.json ? JSON.stringify(answer) : `${answer.digest}, reader ${answer.reader}: ${answer.words}`,
    )
    return 0
  },
}
