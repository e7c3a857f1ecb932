import type { Digest } from './digest.ts'
import type { DigestKind } from './digest-key.ts'
import type { Disposition, Feedback } from './disposition.ts'
import type { Instant } from './instant.ts'

interface Standing {
  readonly disposition: Disposition
  readonly reason?: string
  readonly feedback: Feedback
  readonly batch?: string
  readonly dueAt?: Instant
  readonly calledAt?: Instant
}

const EXCLUSIONS: Readonly<Record<string, string>> = {
  pending: 'they had not confirmed their subscription',
  unsubscribed: 'they had unsubscribed',
  suppressed: 'mail to this address is suppressed, for a bounce, a complaint or by an admin',
  paused: 'they had paused their subscription',
  moved: 'they had changed their address; look for the new one',
  gone: 'their data were erased',
  'nothing-chosen': 'the digest has nothing of what they chose',
  ramp: 'new readers are mailed day by day, and their day lies behind the next digest',
  cancelled: 'the digest was cancelled before their turn',
}

const OTHER_KIND: Readonly<Record<DigestKind, string>> = {
  regular: 'they chose a round-up once a month, or got the one of this slot',
  'round-up': 'they get every digest, or got the regular one of this slot',
}

const FAILURES: Readonly<Record<string, string>> = {
  'message-rejected': 'SES refused the mail (MESSAGE_REJECTED)',
  'invalid-parameter': 'SES refused the entry (INVALID_PARAMETER), mostly for its address',
  'bad-request': 'SES refused the call that held this reader alone',
  rejected: 'SES accepted the mail and then rejected it',
  'rendering-failed': 'SES accepted the mail and then could not render it',
}

const FEEDBACK: Readonly<Record<Feedback, string>> = {
  none: 'SES has reported nothing since',
  delayed: 'its delivery is delayed',
  delivered: 'it was delivered',
  bounced: 'it bounced',
  complained: 'the reader complained',
}

/** What became of a reader in a digest, in a sentence. */
export const explain = (
  { kind, status, reason: why }: Pick<Digest, 'kind' | 'status' | 'reason'>,
  { disposition, reason = '', feedback, batch, dueAt, calledAt }: Standing,
): string => {
  const at = calledAt === undefined ? '' : ` at ${calledAt}`
  const where = batch === undefined ? 'at the freeze' : `in batch ${batch}`
  switch (disposition) {
    case 'accepted':
      return `SES accepted the mail${at}, ${where}; ${FEEDBACK[feedback]}.`
    case 'excluded':
      return `Excluded ${where}: ${reason === 'frequency' ? OTHER_KIND[kind] : (EXCLUSIONS[reason] ?? reason)}.`
    case 'failed':
      return `Failed${at}, ${where}: ${FAILURES[reason] ?? reason}.`
    case 'uncertain':
      return `Uncertain: the answer to the call${at}, ${where}, was lost, and SES has reported nothing.${reason === 'left' ? ' An admin left it so.' : ''}`
    case 'waiting': {
      const state =
        status === 'sending' ? '' : ` The digest is ${status}${why === undefined ? '.' : `: ${why}`}`
      return `Waits ${where}, due at ${dueAt}.${state}`
    }
  }
}
