import { parseArgs } from 'node:util'
import { ApprovalPolicy } from '#functions/core/newsletter.ts'
import { chooseNewsletter } from '../choose-newsletter.ts'
import { type Command, WrongUsage } from '../command.ts'
import { ACTS, actorOf, HELP_ACTS } from '../digest/act-options.ts'

const TOLD = {
  approve: 'nothing goes out before a person approved it.',
  'four-eyes': 'nothing goes out before a person approved it who did not edit it last.',
  automatic: 'a digest goes out at its time unless someone holds it.',
} as const

const usage = `gazette newsletter approval approve | four-eyes | automatic --as PERSON --why TEXT [--newsletter N]

Who approves the digests of a newsletter: a person, a person other than who edited it last, or nobody unless someone holds it.

${HELP_ACTS}`

export const approval: Command = {
  name: 'newsletter approval',
  summary: 'say who approves the digests of a newsletter',
  usage,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options: ACTS, allowPositionals: true })
    const actor = actorOf(values)
    const policy = ApprovalPolicy.safeParse(positionals[0])
    if (!policy.success || positionals.length > 1)
      throw new WrongUsage(`Say one of: ${ApprovalPolicy.options.join(', ')}.`)
    const desk = await connect()
    const { slug, name } = await chooseNewsletter(desk, values.newsletter)
    await desk.set.approval(slug, policy.data, actor)
    out(`${name}: ${TOLD[policy.data]}`)
    return 0
  },
}
