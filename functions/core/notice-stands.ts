import type { Digest, Notice } from './digest.ts'

/** Whether a notice still says what is so: a digest may move on before staff are told. */
export const noticeStands = (notice: Notice, { status, firstCallAt, closedAt }: Digest): boolean => {
  switch (notice) {
    case 'ready':
    case 'reminder':
      return status === 'draft'
    case 'held':
    case 'skipped':
      return status === notice
    case 'report':
      return firstCallAt !== undefined && closedAt !== undefined
  }
}
