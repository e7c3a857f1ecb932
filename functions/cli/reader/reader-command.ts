import { parseArgs } from 'node:util'
import type { Actor } from '#functions/use-cases/act-on-digest.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { type Command, WrongUsage } from '../command.ts'
import { actorOf, HELP_WHY, WHY } from '../digest/act-options.ts'

interface ReaderCommand {
  readonly name: string
  readonly summary: string
  /** What it does, in sentences. */
  readonly does: string
  /** Whether an id stands for the address. */
  readonly byId: boolean
  /** Answers with what to say. */
  readonly run: (desk: Desk, who: string, actor: Actor) => Promise<string>
}

/** The only reader who was named. */
export const readerIn = (positionals: readonly string[]): string => {
  const [who, ...others] = positionals
  if (who === undefined || others.length > 0) throw new WrongUsage('Name one reader.')
  return who
}

export const helpReader = (byId: boolean): string =>
  byId ? '  READER         an address, or a reader’s id' : '  ADDRESS        as it is mailed to'

/** A command by which an admin acts about one reader. */
export const readerCommand = ({ name, summary, does, byId, run }: ReaderCommand): Command => ({
  name,
  summary,
  usage: `gazette ${name} ${byId ? 'READER' : 'ADDRESS'} --as PERSON --why TEXT

${does}

${helpReader(byId)}
${HELP_WHY}`,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options: WHY, allowPositionals: true })
    const who = readerIn(positionals)
    const actor = actorOf(values)
    out(await run(await connect(), who, actor))
    return 0
  },
})
