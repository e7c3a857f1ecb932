import { parseArgs } from 'node:util'
import { Density, Font, Theme } from '#functions/core/theme.ts'
import { chooseNewsletter } from '../choose-newsletter.ts'
import { type Command, WrongUsage } from '../command.ts'
import { ACTS, actorOf, HELP_ACTS } from '../digest/act-options.ts'
import { parseOptions } from '../parse-options.ts'
import { describeTheme } from './describe-theme.ts'
import { FROM_NEXT_APPROVAL } from './setting-command.ts'

const usage = `gazette newsletter theme [--accent #rrggbb] [--accent-dark #rrggbb] [--font ${Font.options.join('|')}]
  [--density ${Density.options.join('|')}] [--default] --as PERSON --why TEXT [--newsletter N]
gazette newsletter theme [--newsletter N]

The look of a newsletter's mails; what is not named stays, and where nothing is, nothing changes. Prints it with the contrasts of its
words, in the light and in the dark: a colour in which words could not be read is refused.
${FROM_NEXT_APPROVAL}

  --accent       the colour of links, such as '#0b4f8a'
  --accent-dark  that in the dark; by default a lighter tone of the same
  --font         a kind of type that mail programs have
  --density      how far entries stand apart
  --default      begin with Gazette’s own colours, type and density
${HELP_ACTS}`

const text = { type: 'string' } as const
const options = {
  ...ACTS,
  accent: text,
  'accent-dark': text,
  font: text,
  density: text,
  default: { type: 'boolean', default: false },
} as const

const FEW = { font: Font.options, density: Density.options } as const

/** What was named of a theme, by its names there. */
const namedIn = (values: { readonly [Option in keyof typeof options]?: string | boolean | undefined }) => {
  for (const option of ['font', 'density'] as const) {
    const typed = values[option]
    if (typed !== undefined && !FEW[option].some((known) => known === typed))
      throw new WrongUsage(`--${option} takes one of: ${FEW[option].join(', ')}.`)
  }
  const { accent, 'accent-dark': accentDark, font, density } = values
  const named = Object.entries({ accent, accentDark, font, density })
  return Object.fromEntries(named.filter(([, value]) => value !== undefined))
}

export const theme: Command = {
  name: 'newsletter theme',
  summary: 'give the mails of a newsletter another look',
  usage,
  async run(args, { out, connect }) {
    const { values } = parseArgs({ args: [...args], options })
    const named = namedIn(values)
    const changes = Object.keys(named).length > 0 || values.default
    const actor = changes ? actorOf(values) : undefined
    const desk = await connect()
    const { slug, name, theme: before } = await chooseNewsletter(desk, values.newsletter)
    if (actor === undefined) {
      out(`${name}: ${describeTheme(before)}`)
      return 0
    }
    const { logo } = before
    const after = parseOptions(Theme, { ...(values.default ? { logo } : before), ...named })
    await desk.set.theme(slug, after, actor)
    out(`${name}: ${describeTheme(after)}`)
    return 0
  },
}
