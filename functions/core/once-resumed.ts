import { deadlineOf } from './deadline.ts'
import type { Digest } from './digest.ts'
import { resume } from './digest-verbs.ts'
import { statusSentence } from './status-sentence.ts'
import type { Viewing } from './viewing.ts'

/** What resuming does, in a few words. */
const headline = (digest: Digest, viewing: Viewing): string => {
  const { newsletter, now } = viewing
  const { status, attempt, dueAt } = digest
  if (newsletter.paused !== undefined && attempt === undefined)
    return 'Nothing of it goes out while the newsletter is paused.'
  if (status === 'approved')
    return attempt !== undefined || dueAt <= now
      ? 'It goes out now, and mail cannot be called back.'
      : 'It goes out at its time.'
  if (newsletter.approval !== 'automatic')
    return 'It is a draft again, and must be approved before it goes out.'
  return deadlineOf(digest, viewing) > dueAt
    ? 'It is a draft again, and some hours later it goes out by itself.'
    : 'It is a draft again, and goes out by itself at its time.'
}

/** Where a digest stands once it is resumed, before anybody was mailed: in a few words, and in a full sentence. Throws Conflict for one that cannot be. */
export const onceResumed = (digest: Digest, viewing: Viewing): readonly [string, string] => {
  const resumed = resume(digest, viewing.now)
  return [headline(resumed, viewing), statusSentence(resumed, viewing)]
}
