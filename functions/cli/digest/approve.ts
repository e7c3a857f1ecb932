import { parseArgs } from 'node:util'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import type { Command, Context } from '../command.ts'
import { due } from '../due.ts'
import { AS, HELP_AS, HELP_NEWSLETTER, onlyOne, personOf } from './act-options.ts'
import { chooseDigest } from './choose-digest.ts'

const usage = `gazette digest approve [DIGEST] --as PERSON [--newsletter N]

Approves what gazette digest show shows, and waits until that is done or refused. It goes out when it is due.

  DIGEST         its key; by default the only draft
${HELP_AS}; it is kept with the approval
${HELP_NEWSLETTER}`

const options = { ...AS, newsletter: { type: 'string' } } as const

const WANTED = { can: 'approved', fits: ({ status }: Digest) => status === 'draft' }

/** What the approval's worker made of a digest; undefined when it does not answer. */
const worked = async (desk: Desk, approving: Digest, { wait }: Context): Promise<Digest | undefined> => {
  while (await wait()) {
    const digest = await desk.digests.get(approving)
    if (digest?.status !== 'approving') return digest
  }
  return undefined
}

export const approve: Command = {
  name: 'digest approve',
  summary: 'approve a draft as it is shown',
  usage,
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const by = personOf(values)
    const given = { key: onlyOne(positionals, 'digest'), newsletter: values.newsletter }
    const { desk, newsletter, digest } = await chooseDigest(context, given, WANTED)
    const key = digestKey(digest)
    const { hash: editionHash } = await desk.previewDigest(digest, digest.revision)
    const approving = await desk.approveDigest(digest, { revision: digest.revision, editionHash, by })
    const after = await worked(desk, approving, context)
    if (after === undefined) {
      context.err(`${key} is still being approved. See later with gazette digest status ${key}.`)
      return 1
    }
    if (after.approval?.editionHash !== editionHash || after.status === 'cancelled') {
      context.err(`The approval of ${key} was refused: ${after.reason ?? `it is ${after.status}`}`)
      return 1
    }
    context.out(`${key} is ${after.status}, as edition ${editionHash}; due ${due(after, newsletter.zone)}.`)
    return 0
  },
}
