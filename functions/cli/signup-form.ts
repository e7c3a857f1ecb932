import { parseArgs } from 'node:util'
import { signUpSnippets } from '#functions/core/sign-up-snippets.ts'
import { chooseNewsletter } from './choose-newsletter.ts'
import { type Command, WrongUsage } from './command.ts'

const usage = `gazette signup-form [--newsletter N] [--origin URL]

Prints HTML to paste into a page of another site, with which its visitors sign up: first a frame that shows the whole form, with
topics; then, for pages that allow no frames, a form for the address alone, which leads to the whole form. Neither has a script.

  --newsletter   the newsletter’s short name; needed when there are several
  --origin       where the pages of readers are, such as https://news.example.org; by default as they are deployed`

const options = { newsletter: { type: 'string' }, origin: { type: 'string' } } as const

const originOf = (given: string): string => {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new WrongUsage(`${given} is no origin. Name one such as https://news.example.org.`)
  return url.origin
}

export const signupForm: Command = {
  name: 'signup-form',
  summary: 'print a sign-up form for another site',
  usage,
  async run(args, { out, connect }) {
    const { values } = parseArgs({ args: [...args], options })
    const named = values.origin === undefined ? undefined : originOf(values.origin)
    const desk = await connect()
    const newsletter = await chooseNewsletter(desk, values.newsletter)
    const { frame, form } = signUpSnippets(newsletter, named ?? desk.publicOrigin)
    out(`<!-- A frame with the whole form -->\n${frame}\n`)
    out(`<!-- Or a form for the address alone -->\n${form}`)
    return 0
  },
}
