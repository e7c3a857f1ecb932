import { rangeOf } from '#functions/core/reader-id.ts'
import type { Key } from './table.ts'

// Every key of the audience table. Readers and suppressions are spread over 16 key ranges by their id's first digit.

export const readersKey = (newsletter: string, range: string): string => `reader#${newsletter}#${range}`
export const readerKey = (newsletter: string, id: string): Key => ({
  pk: readersKey(newsletter, rangeOf(id)),
  sk: id,
})
export const suppressionKey = (id: string): Key => ({ pk: `suppression#${rangeOf(id)}`, sk: id })

/** What is kept of a person beside their rows as a reader; gone with erasure. Sort keys: `history#…`, `trace#…`, `link#…`, `former#…`, `moving#…`, `letters`, `soft`. */
export const personPartition = (id: string): string => `person#${id}`
export const personKey = (id: string, sk: string): Key => ({ pk: personPartition(id), sk })

export const limitKey = (what: string, window: string): Key => ({ pk: `limit#${what}`, sk: window })
export const SOFT_BOUNCES = 'soft'
