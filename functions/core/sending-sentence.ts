import { type Counted, countedAtClose, isOvertaken } from './counted.ts'
import type { Digest, PauseCause, Totals } from './digest.ts'
import { durationOf } from './duration-of.ts'
import type { Instant } from './instant.ts'
import { numberOf } from './number-of.ts'
import { relativeWords } from './relative-words.ts'
import { becauseOf, countedWords, momentFor, nearMomentFor, type Viewing } from './viewing.ts'

// The status sentences, without their full stop, of digests that somebody may have got.

const inFigures = (count: number): string => count.toLocaleString('en')
const are = (count: number, what: string): string =>
  `${inFigures(count)} ${count === 1 ? 'is' : 'are'} ${what}`

/** Words joined as a sentence has them: `a, b and c`. */
const joined = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** Everybody of an audience; what is left out counts nobody, so that the numbers add up. */
const everybody = ({ audience, accepted, waiting, uncertain, failed, excluded }: Totals): string => {
  const parts = [
    are(accepted, 'accepted'),
    waiting === 1 ? '1 waits' : `${inFigures(waiting)} wait`,
    ...(uncertain > 0 ? [are(uncertain, 'uncertain')] : []),
    ...(failed > 0 ? [`${inFigures(failed)} failed`] : []),
    ...(excluded > 0 ? [are(excluded, 'excluded')] : []),
  ]
  return `of ${numberOf(audience, 'reader')} ${joined(parts)}`
}

const near = (viewing: Viewing, at: Instant): string =>
  `${nearMomentFor(viewing, at)}, ${relativeWords(at, viewing.now, viewing.newsletter.zone)}`

/** What is to come of a send. */
const outlook = (viewing: Viewing, { totals, nextWaveAt, lastCallAt }: Counted): string => {
  if (totals.waiting === 0)
    return totals.uncertain > 0
      ? 'everybody was called, and what became of the uncertain may still be told'
      : 'everybody was called, and it is about to close'
  const wave = nextWaveAt === null ? '' : `the next wave is due ${near(viewing, nextWaveAt)}, and `
  return lastCallAt === null
    ? `${wave}when it ends is not known yet`
    : `${wave}the last call is expected ${near(viewing, lastCallAt)}`
}

/** How its readers stand, as counted last. */
const countOf = (digest: Digest, { counted }: Viewing): Counted | undefined =>
  counted ?? countedAtClose(digest)

export const sendingSentence = (digest: Digest, viewing: Viewing): string => {
  const since = digest.firstCallAt === undefined ? '' : ` since ${momentFor(viewing, digest.firstCallAt)}`
  const counted = countOf(digest, viewing)
  if (counted === undefined) return `Is being sent${since}; its readers were not counted yet`
  if (isOvertaken(digest, counted)) return `Is being sent${since}; its readers are being counted anew`
  return `Is being sent${since}: ${everybody(counted.totals)} (${countedWords(viewing, counted.at)}); ${outlook(viewing, counted)}`
}

const CAUSES: Readonly<Record<Exclude<PauseCause, 'person'>, string>> = {
  ses: ' because SES refuses the mail',
  alike: ' because SES refuses reader after reader alike',
  quota: ' because SES’s quota of 24 hours is used up',
  health: ' for its bounces or complaints',
  account: ' for the state of the SES account',
  late: ' because nothing ran for long',
}

const reachedSoFar = (digest: Digest, viewing: Viewing): string => {
  if (digest.firstCallAt === undefined) return 'nobody was mailed yet'
  const counted = countOf(digest, viewing)
  if (counted === undefined) return 'some were mailed, and were not counted yet'
  return `${everybody(counted.totals)} (${countedWords(viewing, counted.at)})`
}

export const pausedSentence = (digest: Digest, viewing: Viewing): string => {
  const { paused, act, reason } = digest
  const cause = paused?.cause ?? 'person'
  const person = act?.verb === 'pause' ? ` by ${act.by}` : ''
  const since = paused === undefined ? '' : ` since ${momentFor(viewing, paused.at)},`
  const until =
    paused?.until === undefined ? 'somebody resumes it' : `${momentFor(viewing, paused.until)}, at the latest`
  return `Is paused${since}${cause === 'person' ? person : CAUSES[cause]}, until ${until}; ${reachedSoFar(digest, viewing)}${becauseOf(reason)}`
}

/** Who did not get it, by what became of them, and when that was counted. */
const others = (viewing: Viewing, { at, totals }: Counted, unsettled: string): string => {
  const { excluded, failed, waiting, uncertain } = totals
  const parts = { excluded, failed, waiting, [unsettled]: uncertain }
  const told = Object.entries(parts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${inFigures(count)} ${what}`)
  const counts = told.length === 0 ? '' : `${told.join(', ')}; `
  return ` (${counts}${countedWords(viewing, at)})`
}

const ofAll = ({ audience, accepted }: Totals): string =>
  accepted === audience
    ? numberOf(audience, 'reader')
    : `${inFigures(accepted)} of ${numberOf(audience, 'reader')}`

export const sentSentence = (digest: Digest, viewing: Viewing): string => {
  const { firstCallAt, closedAt } = digest
  const began = firstCallAt === undefined ? '' : ` ${momentFor(viewing, firstCallAt)}`
  const took =
    firstCallAt === undefined || closedAt === undefined ? '' : `, within ${durationOf(firstCallAt, closedAt)}`
  const counted = countOf(digest, viewing)
  if (counted === undefined) return `Was sent${began}${took}`
  return `Was sent${began}${took}, to ${ofAll(counted.totals)}${others(viewing, counted, 'unresolved')}`
}

const reachedUntilCancelled = (digest: Digest, viewing: Viewing): string => {
  const counted = countOf(digest, viewing)
  if (counted === undefined) return 'while it was sent; who was reached is being counted'
  const { totals, at } = counted
  if (isOvertaken(digest, counted))
    return `while it was sent: ${ofAll(totals)} had it before (${countedWords(viewing, at)}), and who was reached is being counted`
  const still = digest.closedAt === undefined ? ', and calls that had begun may still end' : ''
  return `after ${ofAll(totals)} ${totals.accepted === 1 ? 'was' : 'were'} reached${others(viewing, counted, 'uncertain')}${still}`
}

export const cancelledSentence = (digest: Digest, viewing: Viewing): string => {
  const { act, firstCallAt, closedAt, reason } = digest
  const when = act?.verb === 'cancel' ? act.at : closedAt
  const at = when === undefined ? '' : ` ${momentFor(viewing, when)}`
  const by = act?.verb === 'cancel' ? `, by ${act.by}` : ''
  if (firstCallAt === undefined)
    return `Was cancelled${at}${by}, before anybody was mailed${becauseOf(reason)}`
  return `Was cancelled${at}${by}, ${reachedUntilCancelled(digest, viewing)}${becauseOf(reason)}`
}
