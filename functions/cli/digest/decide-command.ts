import { parseArgs } from 'node:util'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { ReaderAccount } from '#functions/use-cases/account-for-readers.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { type Command, WrongUsage } from '../command.ts'
import { ACTS, actorOf, HELP_ACTS, keyFirst } from './act-options.ts'
import { chooseDigest } from './choose-digest.ts'

const GROUPS = ['uncertain', 'failed'] as const
type Undecided = (typeof GROUPS)[number]

const options = {
  ...ACTS,
  uncertain: { type: 'boolean', default: false },
  failed: { type: 'boolean', default: false },
} as const

interface Decision {
  readonly verb: 'resend' | 'leave'
  readonly summary: string
  readonly does: string
  /** Who may be decided of all at once. */
  readonly groups: readonly Undecided[]
  readonly told: (count: number, digest: Digest) => string
}

const isUndecided = (group: Undecided, { disposition, reason }: ReaderAccount): boolean =>
  disposition === group && reason !== 'left'

/** The readers of some groups, or those who were named, each once. */
const readersOf = async (
  desk: Desk,
  digest: Digest,
  groups: readonly Undecided[],
  named: readonly string[],
) => {
  const ids = new Set<string>()
  for (const who of named) ids.add(await desk.idOfReader(who))
  if (groups.length > 0)
    for await (const account of desk.allReadersOf(digest))
      if (groups.some((group) => isUndecided(group, account))) ids.add(account.reader)
  return [...ids]
}

/** A digest that is over was counted for good; of one that is not, nobody knows yet. */
const mayHold = (groups: readonly Undecided[], { closedAt, firstCallAt, totals }: Digest): boolean =>
  closedAt === undefined
    ? firstCallAt !== undefined
    : groups.some((group) => totals !== undefined && totals[group] > 0)

/** A command by which an admin decides about readers whom nothing settles by itself. */
export const decideCommand = ({ verb, summary, does, groups, told }: Decision): Command => ({
  name: `digest ${verb}`,
  summary,
  usage: `gazette digest ${verb} [DIGEST] READER… | ${groups.map((group) => `--${group}`).join(' | ')} --as PERSON --why TEXT [--newsletter N]

${does}

  DIGEST         its key; by default the only one that has such readers
  READER         an address, or a reader’s id
${groups.map((group) => `  ${`--${group}`.padEnd(14)} all who are ${group}${group === 'uncertain' ? ' and not left so' : ''}`).join('\n')}
${HELP_ACTS}`,
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const actor = actorOf(values)
    const { key, rest } = keyFirst(positionals)
    const asked = GROUPS.filter((group) => values[group])
    if ((rest.length === 0) === (asked.length === 0) || asked.some((group) => !groups.includes(group)))
      throw new WrongUsage(`Name readers, or say ${groups.map((group) => `--${group}`).join(' or ')}.`)
    const wanted = {
      can: `asked to ${verb}`,
      fits: (one: Digest) => mayHold(asked.length > 0 ? asked : groups, one),
    }
    const given = { key, newsletter: values.newsletter }
    const { desk, digest } = await chooseDigest(context, given, wanted)
    const readers = await readersOf(desk, digest, asked, rest)
    if (readers.length === 0) {
      context.err(`${digestKey(digest)} has no reader who is ${asked.join(' or ')}.`)
      return 1
    }
    const after = await desk.decide[verb](digest, readers, actor)
    context.out(`${digestKey(digest)}: ${told(readers.length, after)}`)
    return 0
  },
})
