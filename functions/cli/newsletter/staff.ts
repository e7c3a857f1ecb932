import { Staff } from '#functions/core/newsletter.ts'
import { settingCommand } from './setting-command.ts'

const NOBODY = 'nobody'

export const staff = settingCommand({
  name: 'staff',
  takes: `ADDRESS… | ${NOBODY}`,
  summary: 'say who is told of drafts and sends',
  does: 'Who is told by mail of drafts, of what needs a person, and of what was sent: at most 20 addresses, in place of those before.',
  read: (words) => (words.length === 1 && words[0] === NOBODY ? [] : Staff.min(1).safeParse(words).data),
  wanted: `Name 1 to 20 e-mail addresses, or say ${NOBODY}.`,
  set: ({ set }, newsletter, addresses, actor) => set.staff(newsletter, addresses, actor),
  told: ({ length }) => `${length === 0 ? 'nobody is' : `${length} of staff are`} told by mail.`,
})
