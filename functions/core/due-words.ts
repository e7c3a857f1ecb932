import { dayAndTime, dayOf } from './day-and-time.ts'
import type { Digest } from './digest.ts'
import type { Newsletter } from './newsletter.ts'

/** By whose clocks each reader gets a digest, where that is their own. */
export const ownClocks = ({ localTime }: Pick<Digest, 'localTime'>): string => {
  const [date = '', time] = localTime?.split('T') ?? []
  return localTime === undefined
    ? ''
    : `Each reader gets it when their own clock shows ${time} on ${dayOf(date)}; the first are those in UTC+14. `
}

/** When a digest is due, in sentences. */
export const dueWords = (
  { zone }: Pick<Newsletter, 'zone'>,
  digest: Pick<Digest, 'dueAt' | 'localTime'>,
): string =>
  `${ownClocks(digest)}${digest.localTime === undefined ? 'It is' : 'These are'} due on ${dayAndTime(digest.dueAt, zone)}.`
