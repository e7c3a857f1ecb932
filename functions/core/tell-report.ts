import { dayAndTime } from './day-and-time.ts'
import type { Digest, FeedbackTotals, Totals } from './digest.ts'
import { durationOf } from './duration-of.ts'
import type { ExclusionReason } from './exclusion.ts'
import type { Newsletter } from './newsletter.ts'
import { numberOf } from './number-of.ts'
import { command, listed, paragraph, whyOf } from './staff-text.ts'

/** Of readers in the plural. */
const EXCLUDED: Readonly<Record<ExclusionReason, string>> = {
  pending: 'had not confirmed their subscription',
  unsubscribed: 'had unsubscribed',
  suppressed: 'could not be mailed, for a bounce, a complaint or by an admin',
  paused: 'had paused their subscription',
  moved: 'had moved to another address',
  gone: 'had been erased',
  frequency: 'wanted the round-up of the month in its place',
  'nothing-chosen': 'had chosen nothing of what it says',
  ramp: 'joined of late, to be mailed from a later digest on',
  cancelled: 'had not been reached when it was cancelled',
}

/** Of a round-up it is the others who are left out. */
const WANT_EVERY = 'wanted every digest, or got the regular one of this day'

const inFigures = (count: number): string => count.toLocaleString('en')

const counts = ({ audience, accepted, failed, excluded, uncertain }: Totals): string => {
  const parts = { 'accepted by SES': accepted, failed, excluded, uncertain }
  const told = Object.entries(parts).map(([name, count]) => `${inFigures(count)} ${name}`)
  return `${numberOf(audience, 'reader')}:\n${listed(told)}`
}

const tellFeedback = ({ bounced, complained }: FeedbackTotals): string =>
  `Of the accepted so far: ${inFigures(bounced)} bounced, ${inFigures(complained)} complained.`

const whyExcluded = ({ kind, excluded = {} }: Digest): string[] => {
  const words = kind === 'round-up' ? { ...EXCLUDED, frequency: WANT_EVERY } : EXCLUDED
  const reasons = Object.entries(excluded).filter(([, count]) => count > 0)
  if (reasons.length === 0) return []
  const told = reasons
    .toSorted(([, one], [, other]) => other - one)
    .map(([reason, count]) => `${inFigures(count)} ${words[reason as ExclusionReason]}`)
  return [`Of the excluded:\n${listed(told)}`]
}

const howToDecide = (digest: Digest): string[] => {
  const uncertain = digest.totals?.uncertain ?? 0
  if (uncertain === 0) return []
  const words = `What SES answered for ${numberOf(uncertain, 'reader')} was lost: they may have the mail or not. An admin has it sent again, which may mail somebody twice, or leaves it so:`
  return [[paragraph(words), command('resend', digest), command('leave', digest)].join('\n')]
}

const took = ({ zone }: Newsletter, { firstCallAt, closedAt }: Digest): string[] =>
  firstCallAt === undefined || closedAt === undefined
    ? []
    : [
        paragraph(
          `It began on ${dayAndTime(firstCallAt, zone)} and took ${durationOf(firstCallAt, closedAt)}.`,
        ),
      ]

/** What staff read of a digest that is over: what became of its readers, and how long that took. */
export const tellReport = (newsletter: Newsletter, digest: Digest): string[] => [
  ...(digest.status === 'cancelled' ? whyOf(digest) : []),
  ...(digest.totals ? [counts(digest.totals)] : []),
  ...whyExcluded(digest),
  ...(digest.feedback ? [tellFeedback(digest.feedback)] : []),
  ...howToDecide(digest),
  ...took(newsletter, digest),
]
