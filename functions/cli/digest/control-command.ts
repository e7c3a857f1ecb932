import { parseArgs } from 'node:util'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { type ControlVerb, fitsVerb } from '#functions/core/fits-verb.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { DigestReading } from '#functions/use-cases/digest-status.ts'
import type { Command } from '../command.ts'
import { ACTS, actorOf, HELP_ACTS, onlyOne } from './act-options.ts'
import { chooseDigest } from './choose-digest.ts'

interface After {
  readonly newsletter: Newsletter
  readonly digest: Digest
  readonly reading: DigestReading
}

interface Control {
  readonly verb: ControlVerb
  /** `held`. */
  readonly done: string
  readonly summary: string
  /** What it does, in sentences. */
  readonly does: string
  /** What happened and what will, after the digest's key. */
  readonly told: (after: After) => string
}

/** How many readers of a digest were reached and how many wait; undefined before they are frozen. */
export const reached = ({ totals }: DigestReading): string | undefined => {
  if (totals === null) return undefined
  const { audience, accepted, waiting, uncertain } = totals
  const unsure = uncertain > 0 ? `, ${uncertain} uncertain` : ''
  return `${accepted} of ${audience} readers reached${unsure}, ${waiting} waiting`
}

/** A command by which a person changes how a digest as a whole stands. */
export const controlCommand = ({ verb, done, summary, does, told }: Control): Command => ({
  name: `digest ${verb}`,
  summary,
  usage: `gazette digest ${verb} [DIGEST] --as PERSON --why TEXT [--newsletter N]

${does}

  DIGEST         its key; by default the only one that can be ${done}
${HELP_ACTS}`,
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options: ACTS, allowPositionals: true })
    const actor = actorOf(values)
    const given = { key: onlyOne(positionals, 'digest'), newsletter: values.newsletter }
    const wanted = { can: done, fits: (one: Digest) => fitsVerb(verb, one) }
    const { desk, newsletter, digest: before } = await chooseDigest(context, given, wanted)
    const digest = await desk.control[verb](before, actor)
    const reading = await desk.status(digest)
    context.out(`${digestKey(digest)} ${told({ newsletter, digest, reading })}`)
    return 0
  },
})
