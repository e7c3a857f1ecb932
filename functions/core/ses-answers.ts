import type { FailureCode } from './disposition.ts'

/** The four kinds of answer to a SendBulkEmail call. */
export type Answer =
  /** Failed before the request's first byte left. */
  | { readonly kind: 'not-sent'; readonly words: string }
  /** A 4xx with SES's error name: no entry was mailed. */
  | { readonly kind: 'refused'; readonly error: string; readonly words: string }
  /** A result for each entry, in the order of the request. */
  | { readonly kind: 'answered'; readonly entries: readonly EntryAnswer[] }
  /** 5xx, timeout, reset, unreadable: every entry may have been mailed. Never retried by itself. */
  | { readonly kind: 'unknown'; readonly words: string }

export interface EntryAnswer {
  readonly status: string
  readonly words?: string
}

/**
 * What follows from a status or an exception of SES. `retry`: waits for another call; `slow-down`: the same, and the
 * pace is halved; `quota`: the digest pauses until the day's quota has room; `pause`: it pauses for a person to look.
 */
export type Consequence =
  | 'accepted'
  | { readonly fails: FailureCode }
  | 'retry'
  | 'slow-down'
  | 'quota'
  | 'pause'

interface Meaning {
  readonly consequence: Consequence
  /** What an operator should know of it. */
  readonly means: string
}

/** Every BulkEmailStatus of the SES v2 API. One that is not here pauses the digest. */
export const STATUSES: Readonly<Record<string, Meaning>> = {
  SUCCESS: { consequence: 'accepted', means: 'SES took the mail.' },
  MESSAGE_REJECTED: { consequence: { fails: 'M' }, means: 'SES refuses this reader’s mail.' },
  INVALID_PARAMETER: { consequence: { fails: 'P' }, means: 'This entry is malformed, often its address.' },
  ACCOUNT_THROTTLED: { consequence: 'slow-down', means: 'Faster than the account may send.' },
  TRANSIENT_FAILURE: { consequence: 'retry', means: 'A failure inside SES that passes.' },
  FAILED: { consequence: 'retry', means: 'A failure inside SES without a name.' },
  ACCOUNT_DAILY_QUOTA_EXCEEDED: { consequence: 'quota', means: 'The quota of 24 hours is used up.' },
  MAIL_FROM_DOMAIN_NOT_VERIFIED: {
    consequence: 'pause',
    means: 'The MAIL FROM domain’s DNS records are wrong.',
  },
  CONFIGURATION_SET_NOT_FOUND: { consequence: 'pause', means: 'The configuration set was deleted.' },
  CONFIGURATION_SET_SENDING_PAUSED: {
    consequence: 'pause',
    means: 'Sending of the configuration set is paused.',
  },
  TEMPLATE_NOT_FOUND: { consequence: 'pause', means: 'The edition’s template was deleted.' },
  INVALID_SENDING_POOL_NAME: {
    consequence: 'pause',
    means: 'The configuration set names no pool of addresses.',
  },
  ACCOUNT_SENDING_PAUSED: { consequence: 'pause', means: 'Sending of the account is paused.' },
  ACCOUNT_SUSPENDED: { consequence: 'pause', means: 'SES has shut the account down.' },
}

/** Named exceptions of a whole call (SDK, SendBulkEmail, and the errors common to all actions). One that is not here pauses the digest. */
export const EXCEPTIONS: Readonly<Record<string, Meaning>> = {
  TooManyRequestsException: { consequence: 'slow-down', means: 'Too many calls a second.' },
  ThrottlingException: { consequence: 'slow-down', means: 'Faster than the account may send.' },
  LimitExceededException: { consequence: 'slow-down', means: 'A limit of the account was reached.' },
  BadRequestException: {
    consequence: { fails: 'B' },
    means: 'SES refuses what the call says of some reader.',
  },
  MessageRejected: { consequence: { fails: 'M' }, means: 'SES refuses the content for some reader.' },
  NotFoundException: { consequence: 'pause', means: 'Template or configuration set was deleted.' },
  MailFromDomainNotVerifiedException: {
    consequence: 'pause',
    means: 'The MAIL FROM domain’s DNS records are wrong.',
  },
  SendingPausedException: {
    consequence: 'pause',
    means: 'Sending is paused, of the account or the configuration set.',
  },
  AccountSuspendedException: { consequence: 'pause', means: 'SES has shut the account down.' },
  AccessDeniedException: {
    consequence: 'pause',
    means: 'The sender’s role may not send from this identity.',
  },
}

const UNKNOWN_NAME: Meaning = { consequence: 'pause', means: 'A name that Gazette does not know.' }

/** SES reports the used-up day with the same exceptions as the rate; only its message tells them apart (developer guide, sending quota errors). */
const isDailyQuota = (words: string): boolean => /daily message quota exceeded/i.test(words)

export const consequenceOfStatus = (status: string): Consequence =>
  (STATUSES[status] ?? UNKNOWN_NAME).consequence

export const consequenceOfException = (error: string, words: string): Consequence => {
  const { consequence } = EXCEPTIONS[error] ?? UNKNOWN_NAME
  return consequence === 'slow-down' && isDailyQuota(words) ? 'quota' : consequence
}

/** What follows from the answer to one letter. What is unknown may have left. */
export const consequenceOfLetter = (answer: Answer): Consequence | 'unknown' => {
  if (answer.kind === 'answered') return 'accepted'
  if (answer.kind === 'not-sent') return 'retry'
  return answer.kind === 'refused' ? consequenceOfException(answer.error, answer.words) : 'unknown'
}
