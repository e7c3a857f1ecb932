import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { HELP_NEWSLETTER, onlyOne } from './act-options.ts'
import { chooseDigest, TO_LOOK_AT } from './choose-digest.ts'
import { describeDigest } from './describe-digest.ts'

const usage = `gazette digest show [DIGEST] [--newsletter N] [--json]

Shows what a digest says, category by category, what stands in the way of sending it, and what people did to it.

  DIGEST         its key, such as sample-regular-2026-11-24; by default the one that is not over, or the newest
${HELP_NEWSLETTER}
  --json         print it as one JSON document, with the ids of the posts`

const options = { newsletter: { type: 'string' }, json: { type: 'boolean', default: false } } as const

export const show: Command = {
  name: 'digest show',
  summary: 'show what a digest says, and what stands in its way',
  usage,
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const given = { key: onlyOne(positionals, 'digest'), newsletter: values.newsletter }
    const { desk, newsletter, digest } = await chooseDigest(context, given, TO_LOOK_AT)
    const shown = await desk.showDigest(newsletter, digest)
    const { content, edition, faults, obstacles } = shown
    context.out(
      values.json
        ? JSON.stringify({ digest, content, edition, faults, obstacles })
        : describeDigest(newsletter, digest, shown),
    )
    return 0
  },
}
