import type { Entry } from './entry.ts'

/**
 * The order of a category's entries: newest first; undated ones after the dated, in the order in which they came.
 * Equal dates keep that order too, so the same posts always give the same digest.
 */
export const orderEntries = (entries: readonly Entry[]): Entry[] =>
  entries.toSorted((one, other) => {
    const a = one.publishedAt ?? ''
    const b = other.publishedAt ?? ''
    return a === b ? 0 : a > b ? -1 : 1
  })
