import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { HELP_NEWSLETTER, onlyOne } from './act-options.ts'
import { chooseDigest, TO_LOOK_AT } from './choose-digest.ts'
import { describeStatus } from './describe-status.ts'

const usage = `gazette digest status [DIGEST] [--json] [--newsletter N]

Says how far a digest is, counting its readers afresh: everybody of the audience is waiting, accepted, failed, excluded or
uncertain. The end is foretold once the pace at which SES can be called was measured.

  DIGEST         its key; by default the one that is not over, or the newest
  --json         print it as JSON, on one line
${HELP_NEWSLETTER}`

const options = { json: { type: 'boolean', default: false }, newsletter: { type: 'string' } } as const

export const status: Command = {
  name: 'digest status',
  summary: 'say how far a digest is, and when it will be done',
  usage,
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const given = { key: onlyOne(positionals, 'digest'), newsletter: values.newsletter }
    const { desk, newsletter, digest } = await chooseDigest(context, given, TO_LOOK_AT)
    const reading = await desk.status(digest)
    context.out(values.json ? JSON.stringify(reading) : describeStatus(reading, newsletter.zone))
    return 0
  },
}
