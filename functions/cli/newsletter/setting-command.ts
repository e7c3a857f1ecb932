import { parseArgs } from 'node:util'
import type { Actor } from '#functions/use-cases/act-on-digest.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { chooseNewsletter } from '../choose-newsletter.ts'
import { type Command, WrongUsage } from '../command.ts'
import { ACTS, actorOf, HELP_ACTS } from '../digest/act-options.ts'

/** Of settings that an edition keeps as they were. */
export const FROM_NEXT_APPROVAL =
  'It counts from the next approval on: the edition of a digest that is approved already stays as it was.'

interface Setting<Value> {
  /** As it is called after `gazette newsletter`, and the words that it takes. */
  readonly name: string
  readonly takes: string
  readonly summary: string
  /** What it does, in sentences. */
  readonly does: string
  /** What the words say; undefined where they say nothing that it knows. */
  readonly read: (words: readonly string[]) => Value | undefined
  /** What to say instead. */
  readonly wanted: string
  readonly set: (desk: Desk, newsletter: string, value: Value, actor: Actor) => Promise<void>
  /** What it means from now on, after the newsletter's name. */
  readonly told: (value: Value) => string
}

/** A command by which an admin gives a setting of a newsletter another value. */
export const settingCommand = <Value>(setting: Setting<Value>): Command => ({
  name: `newsletter ${setting.name}`,
  summary: setting.summary,
  usage: `gazette newsletter ${setting.name} ${setting.takes} --as PERSON --why TEXT [--newsletter N]

${setting.does}

${HELP_ACTS}`,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options: ACTS, allowPositionals: true })
    const actor = actorOf(values)
    const value = setting.read(positionals)
    if (value === undefined) throw new WrongUsage(setting.wanted)
    const desk = await connect()
    const { slug, name } = await chooseNewsletter(desk, values.newsletter)
    await setting.set(desk, slug, value, actor)
    out(`${name}: ${setting.told(value)}`)
    return 0
  },
})

/** The one word of a setting that takes one of a few. */
export const oneOf = <Word extends string>(
  known: readonly Word[],
  [word, ...others]: readonly string[],
): Word | undefined => (others.length === 0 ? known.find((one) => one === word) : undefined)
