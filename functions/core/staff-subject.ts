import { dayOf } from './day-and-time.ts'
import type { Digest, Notice } from './digest.ts'
import type { Newsletter } from './newsletter.ts'
import { numberOf } from './number-of.ts'
import { excerptOf, oneLine } from './plain-text.ts'
import { quoted } from './staff-text.ts'

/** As RFC 5322 §2.1.1 advises for a line. */
const MOST_CHARACTERS = 78
/** A shorter piece of a reason says nothing. */
const LEAST_OF_A_REASON = 16

const saying = ({ approval }: Newsletter, digest: Digest, notice: Notice): string => {
  const within = digest.reminded === undefined ? 'soon' : `within ${numberOf(digest.reminded, 'hour')}`
  const reached = numberOf(digest.totals?.accepted ?? 0, 'reader')
  switch (notice) {
    case 'ready':
      return 'is drafted'
    case 'reminder':
      return approval === 'automatic' ? `goes out by itself ${within}` : `wants approval ${within}`
    case 'held':
    case 'skipped':
      return `is ${notice}`
    case 'report':
      return digest.status === 'cancelled' ? `was cancelled after ${reached}` : `was sent to ${reached}`
  }
}

/** One line: `The Open Window: the digest of 24 November is drafted`. */
export const headlineOf = (newsletter: Newsletter, digest: Digest, notice: Notice): string => {
  const kind = digest.kind === 'regular' ? 'digest' : digest.kind
  const says = saying(newsletter, digest, notice)
  return oneLine(`${newsletter.name}: the ${kind} of ${dayOf(digest.date)} ${says}`)
}

/** The headline, with as much as fits of why a digest is held or skipped. */
export const staffSubject = (newsletter: Newsletter, digest: Digest, notice: Notice): string => {
  const headline = headlineOf(newsletter, digest, notice)
  const reason =
    notice === 'held' || notice === 'skipped' ? quoted(digest.reason ?? '').replace(/\.$/, '') : ''
  const room = MOST_CHARACTERS - [...headline].length - ': '.length
  if (reason === '' || room < LEAST_OF_A_REASON) return headline
  return `${headline}: ${excerptOf(reason, room)}`
}
