import { FROM_NEXT_APPROVAL, oneOf, settingCommand } from './setting-command.ts'

export const subjects = settingCommand({
  name: 'subjects',
  takes: 'telling | dated',
  summary: 'say whether subjects may tell what a digest says',
  does: `Whether the subjects of a newsletter's mails may tell what a digest says, or say its date alone to all readers, since whoever sees
their screen sees them. Each reader may choose the date alone in any case.
${FROM_NEXT_APPROVAL}`,
  read: (words) => oneOf(['telling', 'dated'], words),
  wanted: 'Say telling or dated.',
  set: ({ set }, newsletter, kind, actor) => set.subjects(newsletter, kind === 'dated', actor),
  told: (kind) =>
    kind === 'dated' ? 'its subjects say the date alone.' : 'its subjects may tell what a digest says.',
})
