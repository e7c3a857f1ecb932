import { createHash } from 'node:crypto'

/** Under which the source of a template is kept: 24 hex digits. */
export const templateHash = (source: string): string =>
  createHash('sha256').update(source).digest('hex').slice(0, 24)
