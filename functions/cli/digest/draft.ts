import { parseArgs } from 'node:util'
import { digestKey } from '#functions/core/digest-key.ts'
import { onWebOnly } from '#functions/core/entry.ts'
import { chooseNewsletter } from '../choose-newsletter.ts'
import type { Command } from '../command.ts'
import { due } from '../due.ts'
import { AS, HELP_AS } from './act-options.ts'

const usage = `gazette digest draft [--as PERSON] [--newsletter N]

Drafts the digest of the next slot now, from the posts that are there by now. Later ones go into the digest after it.

${HELP_AS}; it is kept with the draft
  --newsletter   the newsletter’s short name; needed when there are several`

const options = { ...AS, newsletter: { type: 'string' } } as const

export const draft: Command = {
  name: 'digest draft',
  summary: 'draft the digest of the next slot now',
  usage,
  async run(args, { out, connect }) {
    const { values } = parseArgs({ args: [...args], options })
    const desk = await connect()
    const newsletter = await chooseNewsletter(desk, values.newsletter)
    const { digest, content } = await desk.draftNext(newsletter, values.as)
    const counts = content.sections.map((section) => {
      const { name, entries } = section
      const more = onWebOnly(content, section).length
      return `  ${name}: ${entries.length}${more > 0 ? `, ${more} of them on the web page only` : ''}`
    })
    const total = `${content.entries.length} ${content.entries.length === 1 ? 'entry' : 'entries'}`
    out([`${digestKey(digest)}: ${total}, due ${due(digest, newsletter.zone)}`, ...counts].join('\n'))
    return 0
  },
}
