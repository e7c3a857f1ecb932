import { randomBytes } from 'node:crypto'

/** Sortable by time to the millisecond, then random: `[a-z0-9]`, 20 characters. */
export const newId = (): string =>
  `${Date.now().toString(36).padStart(8, '0')}${randomBytes(6).toString('hex')}`

/** 24 random bytes in base64url. */
export const newSecret = (): string => randomBytes(24).toString('base64url')
