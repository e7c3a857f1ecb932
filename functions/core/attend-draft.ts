import { deadlineOf, isStaleDraft, type Patience } from './deadline.ts'
import type { Digest } from './digest.ts'
import { approveAutomatically, hold, remind } from './digest-verbs.ts'
import { type Instant, plusSeconds } from './instant.ts'
import type { Newsletter } from './newsletter.ts'

/** How many hours before the deadline somebody is reminded that nobody approved a draft yet. */
const REMINDER_HOURS = [24, 2]

export const staleWords = ({ staleSeconds }: Patience): string =>
  `Its time is more than ${Math.round(staleSeconds / 3600)} hours past, and nothing goes out so late by itself. Resume it to send it all the same.`
export const UNAPPROVED = 'Nobody approved it before its deadline.'
export const pausedWords = ({ why }: NonNullable<Newsletter['paused']>): string =>
  `The newsletter is paused: ${why}`

/** The reminder that is due: the latest of those that were to come since the draft was there, unless it came. */
const reminderDue = (digest: Digest, deadline: Instant, now: Instant): number | undefined => {
  const passed = REMINDER_HOURS.filter((hours) => {
    const at = plusSeconds(deadline, -hours * 3600)
    return at <= now && at > digest.cutOffAt
  })
  const latest = passed.at(-1)
  return latest !== undefined && (digest.reminded ?? Number.POSITIVE_INFINITY) > latest ? latest : undefined
}

/**
 * The draft after what its approval policy asks for by now; undefined when that is nothing. Where a person approves,
 * they are reminded, and past the deadline it is held; automatic ones are approved at the deadline.
 */
export const attendDraft = (
  { approval, paused }: Pick<Newsletter, 'approval' | 'paused'>,
  digest: Digest,
  patience: Patience,
  now: Instant,
): Digest | undefined => {
  const deadline = deadlineOf(digest, patience)
  const isPast = deadline <= now
  if (approval === 'automatic') {
    if (isStaleDraft(digest, patience, now)) return hold(digest, staleWords(patience))
    if (!isPast) return undefined
    return paused === undefined ? approveAutomatically(digest, now) : hold(digest, pausedWords(paused))
  }
  // Somebody may have, and was refused.
  if (isPast) return hold(digest, [UNAPPROVED, digest.reason].filter(Boolean).join(' '))
  const hours = reminderDue(digest, deadline, now)
  return hours === undefined ? undefined : remind(digest, hours)
}
