import { createHash } from 'node:crypto'

/** What has no name of its own is known by its content: the first 24 hex digits of its SHA-256. */
export const hexId = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 24)
