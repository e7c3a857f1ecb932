import type { Digest, Notice } from './digest.ts'
import type { Instant } from './instant.ts'

/** Whether a notice still says what is so: a digest may move on before staff are told. */
export const noticeStands = (
  notice: Notice,
  { status, dueAt, firstCallAt, closedAt }: Digest,
  now: Instant,
): boolean => {
  switch (notice) {
    case 'ready':
      return status === 'draft'
    case 'reminder':
      return status === 'draft' && dueAt > now
    case 'held':
    case 'skipped':
      return status === notice
    case 'report':
      return firstCallAt !== undefined && closedAt !== undefined
  }
}
