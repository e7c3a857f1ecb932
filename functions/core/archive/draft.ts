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
  /** What the page's heading says; the tokens begin behind it. */
  readonly heading?: Heading
}

export interface Split {
  readonly drafts: readonly Draft[]
  /** Lines behind the last post that belong to none. */
  readonly left: readonly string[]
}
