import type { Digest } from './digest.ts'
import { dueWords } from './due-words.ts'
import type { Newsletter } from './newsletter.ts'
import { command, paragraph, whyOf } from './staff-text.ts'

const goOn = ({ approval }: Newsletter, digest: Digest): string[] => {
  if (digest.approval !== undefined)
    return ['Let it go on:', command('resume', digest), 'Or end it for good:', command('cancel', digest)]
  const again =
    approval === 'automatic'
      ? 'Let it go on; some hours later it goes out by itself, or at once when someone approves it:'
      : 'Let it go on, as a draft that someone approves:'
  return [
    again,
    command('resume', digest),
    command('approve', digest),
    'Or leave it out; its posts wait for the next one:',
    command('skip', digest),
  ]
}

/** What staff read of a held digest: why, and how it goes on. */
export const tellHeld = (newsletter: Newsletter, digest: Digest): string[] => [
  ...whyOf(digest),
  paragraph(`Nobody is mailed until someone lets it go on. ${dueWords(newsletter, digest)}`),
  goOn(newsletter, digest).join('\n'),
]

/** What staff read of a skipped digest. */
export const tellSkipped = (digest: Digest): string[] => [
  ...whyOf(digest),
  'Nothing is sent. Its posts wait for the next one.',
]
