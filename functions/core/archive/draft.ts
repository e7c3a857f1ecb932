import type { Heading } from './archive.ts'
import type { Meta } from './meta.ts'

/** A post before its end is read. `cut`: the page ends before the post does. */
export interface Draft {
  readonly title: string
  readonly lines: readonly string[]
  readonly meta: Meta
  readonly cut?: true
}

export interface Page {
  readonly zone: string
  /** Whether the tokens begin behind the page's heading, and what it says. */
  readonly headed: boolean
  readonly heading?: Heading
}

export interface Split {
  readonly drafts: readonly Draft[]
  /** Lines behind the last post that belong to none. */
  readonly left: readonly string[]
}
