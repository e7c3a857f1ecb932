import type { Code } from './disposition.ts'

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

/** What follows from a refusal: the reader fails, or waits for another try, or the digest pauses with SES's words. */
export type Consequence = { readonly fails: Code } | 'retry' | 'pause'

/** Every BulkEmailStatus of the SES v2 API but SUCCESS. One that is not here pauses the digest. */
export const STATUS_CONSEQUENCES: Readonly<Record<string, Consequence>> = {
  MESSAGE_REJECTED: { fails: 'M' },
  INVALID_PARAMETER: { fails: 'P' },
  ACCOUNT_THROTTLED: 'retry',
  TRANSIENT_FAILURE: 'retry',
  FAILED: 'retry',
  MAIL_FROM_DOMAIN_NOT_VERIFIED: 'pause',
  CONFIGURATION_SET_NOT_FOUND: 'pause',
  TEMPLATE_NOT_FOUND: 'pause',
  ACCOUNT_SUSPENDED: 'pause',
  ACCOUNT_DAILY_QUOTA_EXCEEDED: 'pause',
  INVALID_SENDING_POOL_NAME: 'pause',
  ACCOUNT_SENDING_PAUSED: 'pause',
  CONFIGURATION_SET_SENDING_PAUSED: 'pause',
}

/** Named exceptions of the whole call. One that is not here pauses the digest. A 429 is `TooManyRequestsException`. */
export const EXCEPTION_CONSEQUENCES: Readonly<Record<string, Consequence>> = {
  TooManyRequestsException: 'retry',
  ThrottlingException: 'retry',
  LimitExceededException: 'retry',
  BadRequestException: { fails: 'B' },
  MessageRejected: { fails: 'M' },
  AccountSuspendedException: 'pause',
  MailFromDomainNotVerifiedException: 'pause',
  NotFoundException: 'pause',
  SendingPausedException: 'pause',
}

/** SES reports the used-up day with the same exception as the rate; only its message tells them apart. */
const isDailyQuota = (words: string): boolean => /daily message quota exceeded/i.test(words)

export const consequenceOfStatus = (status: string): Consequence => STATUS_CONSEQUENCES[status] ?? 'pause'

/** Of a refused call with `readers` entries. With several, a complaint about content says nothing of any one of them: the digest pauses. */
export const consequenceOfException = (error: string, words: string, readers: number): Consequence => {
  const consequence = EXCEPTION_CONSEQUENCES[error] ?? 'pause'
  if (consequence === 'retry') return isDailyQuota(words) ? 'pause' : 'retry'
  if (consequence === 'pause') return 'pause'
  return readers === 1 ? consequence : 'pause'
}
