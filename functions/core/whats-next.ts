import { nearMomentWords } from './clock-words.ts'
import { countedAtClose } from './counted.ts'
import { deadlineOf } from './deadline.ts'
import { cleanFrom, type Digest, type DigestStatus } from './digest.ts'
import { editedAfter, resume } from './digest-verbs.ts'
import { type Instant, plusDays } from './instant.ts'
import { numberOf } from './number-of.ts'
import { relativeWords } from './relative-words.ts'
import { becauseOf, type Viewing } from './viewing.ts'

/** What a digest asks of its editors: to curate it, to review and approve it, to resume it or its newsletter, to decide about uncertain readers; or to wait, or nothing. */
export type NextAct = 'curate' | 'review' | 'resume' | 'resume-newsletter' | 'decide' | 'wait' | 'none'

export interface WhatsNext {
  readonly words: string
  readonly act: NextAct
}

type Say = (digest: Digest, viewing: Viewing) => WhatsNext

const by = ({ newsletter: { zone }, now }: Viewing, at: Instant): string =>
  `${nearMomentWords(at, now, zone)} ${zone}, ${relativeWords(at, now, zone)}`

const resumeNewsletter = (viewing: Viewing): WhatsNext => ({
  act: 'resume-newsletter',
  words: `Resume the newsletter, which is paused${becauseOf(viewing.newsletter.paused?.why)}.`,
})

/** The first reminder comes a day before the deadline; until then there is time to curate. */
const REVIEW_DAYS = 1

const draft: Say = (digest, viewing) => {
  const { newsletter, now } = viewing
  if (newsletter.paused !== undefined) return resumeNewsletter(viewing)
  const deadline = deadlineOf(digest, viewing)
  const isAutomatic = newsletter.approval === 'automatic'
  if (deadline <= now)
    return {
      act: 'wait',
      words: isAutomatic
        ? 'Wait: it is about to be approved by itself.'
        : 'Wait: it is about to be held, since its deadline is past. Then it can be resumed.',
    }
  // It was edited after its approval, or refused: somebody must look at it again.
  const again = digest.reason ?? (digest.revoked && editedAfter(digest.revoked))
  if (again !== undefined && !isAutomatic)
    return {
      act: 'review',
      words: `Review it again and approve it by ${by(viewing, deadline)}${becauseOf(again)}.`,
    }
  if (isAutomatic)
    return { act: 'curate', words: `Curate it, or hold it, by ${by(viewing, deadline)}: then it goes out.` }
  const who = newsletter.approval === 'four-eyes' ? ', by somebody other than who edited it last' : ''
  return plusDays(deadline, -REVIEW_DAYS) > now
    ? { act: 'curate', words: `Curate it; it must be approved by ${by(viewing, deadline)}${who}.` }
    : { act: 'review', words: `Review and approve it by ${by(viewing, deadline)}${who}.` }
}

const approved: Say = (digest, viewing) => {
  if (digest.attempt === undefined && viewing.newsletter.paused !== undefined)
    return resumeNewsletter(viewing)
  return { act: 'wait', words: 'Nothing is needed: it goes out by itself. Until then it can be held.' }
}

const sending: Say = () => ({
  act: 'wait',
  words: 'Nothing is needed while it is sent. It can be paused or cancelled at any time.',
})

const paused: Say = (digest, viewing) => {
  const until = digest.paused?.until
  return until === undefined
    ? {
        act: 'resume',
        words: `Find out what paused it, then resume or cancel it${becauseOf(digest.reason)}.`,
      }
    : { act: 'wait', words: `Wait: it goes on by itself by ${by(viewing, until)}.` }
}

/** Once its templates are gone nobody can be sent to again. */
const canBeSentAgain = (digest: Digest, now: Instant): boolean => (cleanFrom(digest) ?? '') > now

const sent: Say = (digest, viewing) => {
  const counted = viewing.counted ?? countedAtClose(digest)
  const undecided = (counted?.totals.uncertain ?? 0) - (counted?.left ?? 0)
  if (undecided <= 0 || !canBeSentAgain(digest, viewing.now))
    return { act: 'none', words: 'Nothing is needed.' }
  return {
    act: 'decide',
    words: `An admin decides about ${numberOf(undecided, 'uncertain reader')}: send again, or leave it so.`,
  }
}

const held: Say = (digest, viewing) => {
  const { newsletter, now } = viewing
  if (newsletter.paused !== undefined && digest.attempt === undefined)
    return {
      act: 'resume-newsletter',
      words: `Resume the newsletter, which is paused${becauseOf(newsletter.paused.why)}; then resume the digest, or ${digest.approval ? 'cancel' : 'skip'} it.`,
    }
  if (digest.approval !== undefined) {
    const when = digest.dueAt > now ? 'at its time' : 'at once'
    return { act: 'resume', words: `Resume it, and it goes out ${when}; or cancel it.` }
  }
  const words = {
    approve: 'Resume it, and approve it; or skip it.',
    'four-eyes': 'Resume it, and have somebody other than who edited it last approve it; or skip it.',
    automatic: `Resume it, and it goes out by itself ${by(viewing, deadlineOf(resume(digest, now), viewing))}; or skip it.`,
  } as const
  return { act: 'resume', words: words[newsletter.approval] }
}

const cancelled: Say = (digest, viewing) => {
  if (digest.firstCallAt !== undefined && digest.closedAt === undefined)
    return { act: 'wait', words: 'Wait until the calls that had begun are counted.' }
  const left = (viewing.counted ?? digest).excluded?.cancelled ?? 0
  if (left === 0 || !canBeSentAgain(digest, viewing.now)) return { act: 'none', words: 'Nothing is needed.' }
  return {
    act: 'none',
    words: `Nothing is needed. ${numberOf(left, 'reader')} not reached can still be sent it.`,
  }
}

const SAYS: Readonly<Record<DigestStatus, Say>> = {
  draft,
  approving: () => ({ act: 'wait', words: 'Wait some seconds: its approval is being checked.' }),
  approved,
  sending,
  paused,
  sent,
  skipped: () => ({ act: 'none', words: 'Nothing is needed. Its posts wait for the next digest.' }),
  held,
  cancelled,
}

/** What a digest needs next, and of which kind that is. */
export const whatsNext = (digest: Digest, viewing: Viewing): WhatsNext => SAYS[digest.status](digest, viewing)
