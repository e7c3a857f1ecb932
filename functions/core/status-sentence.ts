import { deadlineOf } from './deadline.ts'
import type { Digest, DigestStatus } from './digest.ts'
import { numberOf } from './number-of.ts'
import { cancelledSentence, pausedSentence, sendingSentence, sentSentence } from './sending-sentence.ts'
import { aboutReaders, becauseOf, momentFor, ownClocksOf, type Viewing } from './viewing.ts'

type Say = (digest: Digest, viewing: Viewing) => string

/** When it is due, after the verb: at a moment, or at each reader's own hour. */
const dueOf: Say = ({ dueAt, localTime }, viewing) =>
  `${localTime === undefined ? '' : `${ownClocksOf(localTime)} `}${momentFor(viewing, dueAt)}`

const approver = ({ approval }: Viewing['newsletter']): string =>
  approval === 'four-eyes' ? 'somebody other than who edited it last' : 'somebody'

/** What becomes of a digest whose newsletter is paused. */
const waitsForNewsletter = (digest: Digest, viewing: Viewing, why: string): string =>
  `Does not send while the newsletter is paused${becauseOf(why)}; it ${digest.dueAt > viewing.now ? 'is' : 'was'} due ${dueOf(digest, viewing)}`

const draft: Say = (digest, viewing) => {
  const { newsletter, now } = viewing
  if (newsletter.paused !== undefined) return waitsForNewsletter(digest, viewing, newsletter.paused.why)
  const deadline = deadlineOf(digest, viewing)
  const [due, to] = [dueOf(digest, viewing), aboutReaders(viewing)]
  const isLater = deadline > digest.dueAt
  if (newsletter.approval === 'automatic') {
    if (deadline <= now) return `Goes out now by itself, unless it is held: it was due ${due}${to}`
    return `Sends by itself ${isLater ? momentFor(viewing, deadline) : due}${to}, unless somebody holds it`
  }
  if (deadline <= now) return `Is about to be held: nobody approved it by ${momentFor(viewing, deadline)}`
  const who = approver(newsletter)
  if (!isLater) return `Sends ${due}${to}, if ${who} approves it by then`
  const begins = digest.dueAt > now ? `Sends ${due}` : `Was due ${due}, and sends once approved`
  return `${begins}${to}, if ${who} approves it by ${momentFor(viewing, deadline)}`
}

const approving: Say = (digest, viewing) => {
  const { approval } = digest
  const asked =
    approval === undefined || approval.automatic
      ? 'as nobody held it before its deadline'
      : `as ${approval.by} asked ${momentFor(viewing, approval.at)}`
  return `Is being approved, ${asked}; ${digest.dueAt > viewing.now ? 'then it sends' : 'it was due'} ${dueOf(digest, viewing)}${aboutReaders(viewing)}`
}

const approved: Say = (digest, viewing) => {
  const { dueAt, attempt, asked, totals } = digest
  if (attempt !== undefined) {
    const to = totals === undefined ? '' : ` to ${numberOf(totals.waiting, 'reader')}`
    return `Is about to be sent${to}: its readers are frozen, and it was due ${dueOf(digest, viewing)}`
  }
  if (asked?.step === 'freeze')
    return `Is about to be sent: its readers are being frozen since ${momentFor(viewing, asked.at)}`
  const { paused } = viewing.newsletter
  if (paused !== undefined) return waitsForNewsletter(digest, viewing, paused.why)
  if (dueAt <= viewing.now)
    return `Is about to be sent${aboutReaders(viewing)}: it was due ${dueOf(digest, viewing)}`
  return `Sends ${dueOf(digest, viewing)}${aboutReaders(viewing)}`
}

const skipped: Say = ({ act, closedAt, reason }, viewing) => {
  const at = closedAt === undefined ? '' : ` ${momentFor(viewing, closedAt)}`
  const by = act?.verb === 'skip' ? `, by ${act.by}` : ''
  return `Was skipped${at}${by}${becauseOf(reason)}`
}

const held: Say = (digest, viewing) => {
  const { act, approval, reason, dueAt } = digest
  const by = act?.verb === 'hold' ? ` by ${act.by} since ${momentFor(viewing, act.at)}` : ''
  const what = approval === undefined ? 'as a draft' : 'after its approval'
  const due = `it ${dueAt > viewing.now ? 'is' : 'was'} due ${dueOf(digest, viewing)}`
  return `Is held${by}, ${what}; ${due}, and nobody is mailed until somebody resumes it${becauseOf(reason)}`
}

const SAYS: Readonly<Record<DigestStatus, Say>> = {
  draft,
  approving,
  approved,
  sending: sendingSentence,
  paused: pausedSentence,
  sent: sentSentence,
  skipped,
  held,
  cancelled: cancelledSentence,
}

/** Where a digest stands, in one full sentence: never a bare word, every moment with its zone, every number with its date. */
export const statusSentence = (digest: Digest, viewing: Viewing): string =>
  `${SAYS[digest.status](digest, viewing)}.`
