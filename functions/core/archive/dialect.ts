import type { Meta } from './meta.ts'
import type { Token } from './token.ts'

/**
 * A way in which blog programs part posts, as copied text shows it: by a line under each title, over each title, or at
 * the end of each post. A new dialect is one more of these in `DIALECTS`.
 */
export interface Dialect {
  readonly format: string
  readonly marks: 'under the title' | 'over the title' | 'at the end'
  /** Weak marks are lines that posts themselves may hold; they count half. */
  readonly weak?: true
  /** What a line says as a mark; undefined when it is none. */
  mark(line: string, zone: string): Meta | undefined
  /** Of marks whose like stands inside posts too: those that are believed, when all are seen. */
  believed?(tokens: readonly Token[]): Token[]
}
