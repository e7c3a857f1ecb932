import { Layout } from '#functions/core/newsletter.ts'
import { FROM_NEXT_APPROVAL, oneOf, settingCommand } from './setting-command.ts'

const TOLD = {
  full: 'its mails show excerpts.',
  compact: 'its mails show titles and publishers.',
  plain: 'its mails are text alone.',
} as const

export const layout = settingCommand({
  name: 'layout',
  takes: 'full | compact | plain',
  summary: 'say how the mails of a newsletter are laid out',
  does: `How the mails of a newsletter are laid out: with excerpts, with titles and publishers alone, or as text without HTML. Readers may
choose text in any case.
${FROM_NEXT_APPROVAL}`,
  read: (words) => oneOf(Layout.options, words),
  wanted: `Say one of: ${Layout.options.join(', ')}.`,
  set: ({ set }, newsletter, layout, actor) => set.layout(newsletter, layout, actor),
  told: (layout) => TOLD[layout],
})
