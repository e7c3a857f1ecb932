import type { FeedbackEvent, Verdict } from '#functions/core/feedback-event.ts'

/** What one kind of event leads to. */
export type Judged = Pick<Verdict, 'effect' | 'reason'> &
  Partial<Pick<Verdict, 'recipients'>> &
  Pick<FeedbackEvent, 'isOdd' | 'cause' | 'addresses' | 'at' | 'soft' | 'counts'>

export const none = (reason: string): Judged => ({ effect: 'none', reason })
export const odd = (reason: string): Judged => ({ ...none(reason), isOdd: true })

/** Suppresses readers; without its time where the event has none that can be. */
export const suppresses = (
  cause: NonNullable<Judged['cause']>,
  reason: string,
  addresses: NonNullable<Judged['addresses']>,
  at: Judged['at'],
): Judged => ({ effect: 'suppress', reason, cause, addresses, ...(at && { at }) })

/** An echo of the account's own suppression list tells nothing new, and SES counts it against nobody (aws-ses, account-level suppression list). */
export const isEcho = (subType: string | undefined): boolean => /^On\w+SuppressionList$/i.test(subType ?? '')
