import { randomBytes } from 'node:crypto'

// Tests share their tables; each works under names that no other test uses.

export const freshSlug = (): string => `n-${randomBytes(6).toString('hex')}`

export const freshId = (): string => randomBytes(12).toString('hex')
