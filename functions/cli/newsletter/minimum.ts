import { MinimumEntries } from '#functions/core/newsletter.ts'
import { settingCommand } from './setting-command.ts'

export const minimum = settingCommand({
  name: 'minimum',
  takes: 'ENTRIES',
  summary: 'say how many entries a digest must have',
  does: 'How many entries a digest must have, 1 to 50. One with fewer is skipped, and its posts wait for the next.',
  read: ([entries, ...others]) =>
    others.length === 0 ? MinimumEntries.safeParse(Number(entries)).data : undefined,
  wanted: 'Say a number from 1 to 50.',
  set: ({ set }, newsletter, entries, actor) => set.minimum(newsletter, entries, actor),
  told: (entries) => `a digest with fewer entries than ${entries} is skipped.`,
})
