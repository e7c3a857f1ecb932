import { parseArgs } from 'node:util'
import { chooseNewsletter } from '../choose-newsletter.ts'
import type { Command } from '../command.ts'
import { ACTS, actorOf, HELP_ACTS, onlyOne } from '../digest/act-options.ts'

interface Stop {
  readonly verb: 'pause' | 'resume'
  readonly summary: string
  /** What it does, in sentences. */
  readonly does: string
  /** What happened and what will, after the newsletter's name. */
  readonly told: string
}

/** A command by which an admin stops a newsletter as a whole, or lets it go on. */
const stopCommand = ({ verb, summary, does, told }: Stop): Command => ({
  name: `newsletter ${verb}`,
  summary,
  usage: `gazette newsletter ${verb} [NEWSLETTER] --as PERSON --why TEXT

${does}

${HELP_ACTS}`,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options: ACTS, allowPositionals: true })
    const actor = actorOf(values)
    const desk = await connect()
    const named = onlyOne(positionals, 'newsletter') ?? values.newsletter
    const { slug, name } = await chooseNewsletter(desk, named)
    await desk.set[verb](slug, actor)
    out(`${name} ${told}`)
    return 0
  },
})

export const pauseNewsletter = stopCommand({
  verb: 'pause',
  summary: 'draft and begin nothing of a newsletter',
  does: `From now on nothing of the newsletter is drafted and nothing begins to be sent; its slots pass as skipped, with the reason. A
digest that is being sent goes on: pause that with gazette digest pause.`,
  told: 'is paused: nothing of it is drafted, and nothing begins to be sent. What is being sent goes on.',
})

export const resumeNewsletter = stopCommand({
  verb: 'resume',
  summary: 'let a paused newsletter go on with its next slot',
  does: 'Lets a paused newsletter go on with its next slot. What was held meanwhile stays held until gazette digest resume.',
  told: 'goes on with its next slot.',
})
