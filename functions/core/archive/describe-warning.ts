import type { Warning } from './archive.ts'

/** A warning in one line. */
export const describeWarning = ({ position, message }: Warning): string =>
  `${position === null ? '' : `Post ${position}: `}${message}`
