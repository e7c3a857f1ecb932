import type { AudienceEstimate } from './audience-estimate.ts'
import { momentWords, nearMomentWords, shownOn } from './clock-words.ts'
import type { Counted } from './counted.ts'
import { dayOf } from './day-and-time.ts'
import { digestKeyIn } from './digest-key.ts'
import { type Instant, toInstant } from './instant.ts'
import { isTimeZone, type Newsletter } from './newsletter.ts'
import { numberOf } from './number-of.ts'
import { relativeWords } from './relative-words.ts'
import { quoted } from './staff-text.ts'

/** Who looks at a digest, when, and what is known beside its row. */
export interface Viewing {
  readonly newsletter: Pick<Newsletter, 'zone' | 'approval' | 'paused'>
  readonly now: Instant
  /** As in `Patience`. */
  readonly leastApprovalSeconds: number
  /** By whose clocks the viewer lives, as far as that is known. */
  readonly viewerZone?: string | undefined
  readonly readers?: AudienceEstimate | undefined
  /** How its readers stand, where that was counted since its row was written. */
  readonly counted?: Counted | undefined
}

/** What the viewer's own clock shows, where it differs from the newsletter's. */
const yourTime = (at: Instant, zone: string, viewerZone: string | undefined): string => {
  if (viewerZone === undefined || !isTimeZone(viewerZone)) return ''
  const [home, own] = [shownOn(at, zone), shownOn(at, viewerZone)]
  if (own.day !== home.day) return `, your time ${own.day}, ${own.time}`
  return own.time === home.time ? '' : `, your time ${own.time}`
}

/** `Tue 24 Nov 2026, 07:00 Europe/Berlin, in 2 days 11 hours, your time 06:00` */
export const momentFor = (
  {
    newsletter: { zone },
    now,
    viewerZone,
  }: Pick<Viewing, 'now' | 'viewerZone'> & {
    readonly newsletter: Pick<Newsletter, 'zone'>
  },
  at: Instant,
): string =>
  `${momentWords(at, zone)} ${zone}, ${relativeWords(at, now, zone)}${yourTime(at, zone, viewerZone)}`

/** What comes before the moment of the first readers, where each gets it by their own clock. */
export const ownClocksOf = (localTime: string): string =>
  `${momentWords(toInstant(`${localTime}Z`), 'UTC')} by each reader’s own clock, the first, in UTC+14,`

/** `Sun 22 Nov, 15:04`, with the zone where the viewer's own clock shows something else. */
export const nearMomentFor = ({ newsletter: { zone }, now, viewerZone }: Viewing, at: Instant): string =>
  `${nearMomentWords(at, now, zone)}${yourTime(at, zone, viewerZone) === '' ? '' : ` ${zone}`}`

/** `counted Sun 22 Nov, 15:04` */
export const countedWords = (viewing: Viewing, at: Instant): string => `counted ${nearMomentFor(viewing, at)}`

/** `about 12,480 readers (counted Sun 22 Nov, 15:04)`: how many would get it, with where that is known from; undefined where nothing is. */
export const estimatedReaders = (viewing: Viewing): string | undefined => {
  const { readers } = viewing
  if (readers === undefined) return undefined
  const { date = '' } = digestKeyIn(readers.digest) ?? {}
  const known =
    readers.basis === 'dry-run'
      ? countedWords(viewing, readers.at)
      : `as many as the digest of ${dayOf(date)} had`
  return `about ${numberOf(readers.readers, 'reader')} (${known})`
}

/** The same as what follows a verb; empty where nothing is known. */
export const aboutReaders = (viewing: Viewing): string => {
  const readers = estimatedReaders(viewing)
  return readers === undefined ? '' : `, to ${readers}`
}

/** What people or SES gave as a reason, as the end of a sentence; empty where there is none. */
export const becauseOf = (reason: string | undefined): string => {
  const words = quoted(reason ?? '').replace(/[.\s]+$/, '')
  return words === '' ? '' : `: ${words}`
}
