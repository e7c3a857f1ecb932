import { type Instant, plusDays } from './instant.ts'
import type { Subscriber } from './subscriber.ts'

/** Asks whether a reader `still` wants this, or asks who was imported without proof of it to `prove` that they do. */
export type Question = 'still' | 'prove'

const YEAR_DAYS = 365
/** How long who was imported without proof has to answer; the letter says so. */
const PROVE_DAYS = 30

const isBefore = (instant: Instant | undefined, days: number, now: Instant): boolean =>
  instant === undefined || instant < plusDays(now, -days)

/** Whom the newsletter is meant to reach now. */
const isReached = ({ status, suppressed, movedTo, pausedUntil }: Subscriber, now: Instant): boolean =>
  status === 'active' &&
  suppressed === undefined &&
  movedTo === undefined &&
  (pausedUntil === undefined || pausedUntil <= now)

/** What is due to a reader: a question, or without proof and without an answer the end. A reader with proof is never ended. */
export const dueTo = (reader: Subscriber, now: Instant): Question | 'end' | undefined => {
  const { consentAt, seenAt, askedAt } = reader
  if (!isReached(reader, now)) return undefined
  if (consentAt === undefined) {
    if (askedAt === undefined) return 'prove'
    return isBefore(askedAt, PROVE_DAYS, now) ? 'end' : undefined
  }
  const isSilent = [consentAt, seenAt, askedAt].every((sign) => isBefore(sign, YEAR_DAYS, now))
  return isSilent ? 'still' : undefined
}
