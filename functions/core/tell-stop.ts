import { dayAndTime } from './day-and-time.ts'
import type { Digest } from './digest.ts'
import type { Newsletter } from './newsletter.ts'
import { command, paragraph, whyOf } from './staff-text.ts'

const goOn = (digest: Digest): string[] =>
  digest.approval === undefined
    ? [
        'Let it go on, as a draft that someone approves:',
        command('resume', digest),
        command('approve', digest),
        'Or leave it out; its posts wait for the next one:',
        command('skip', digest),
      ]
    : ['Let it go on:', command('resume', digest), 'Or end it for good:', command('cancel', digest)]

/** What staff read of a held digest: why, and how it goes on. */
export const tellHeld = ({ zone }: Newsletter, digest: Digest): string[] => [
  ...whyOf(digest),
  paragraph(`Nobody is mailed until someone lets it go on. Due: ${dayAndTime(digest.dueAt, zone)}.`),
  goOn(digest).join('\n'),
]

/** What staff read of a skipped digest. */
export const tellSkipped = (digest: Digest): string[] => [
  ...whyOf(digest),
  'Nothing is sent. Its posts wait for the next one.',
]
