import { readCredit } from './credit.ts'
import { readFiling } from './filing.ts'
import { plain } from './lines.ts'
import type { Meta } from './meta.ts'
import { readMoreLine } from './read-more.ts'

/** A line that may end a post: whose story it is, that it goes on elsewhere, what it is filed under. */
export interface Closer {
  readonly kind: 'credit' | 'read-more' | 'filing'
  readonly meta: Meta
}

/** Such lines are short; a paragraph need not be looked at. */
const LONGEST = 500

/** What a line says as one that ends a post; undefined when it is none. */
export const readCloser = (raw: string, zone: string): Closer | undefined => {
  if (raw.length > LONGEST) return undefined
  const line = plain(raw)
  const credit = readCredit(line)
  if (credit !== undefined) return { kind: credit.continues ? 'read-more' : 'credit', meta: credit }
  const more = readMoreLine(line)
  if (more !== undefined) return { kind: 'read-more', meta: { ...more, continues: true } }
  const filing = readFiling(line, zone)
  return filing && { kind: 'filing', meta: filing }
}
