import type { SubmittedPost } from '../post.ts'

export type HeadingKind = 'category' | 'tag' | 'month' | 'author'

/** What a page's heading says of all its posts. A month's name is `2016-04`. */
export interface Heading {
  readonly kind: HeadingKind
  readonly name: string
}

/** Something that a person should know of a page; `position` counts its posts from 1, null stands for the whole page. */
export interface Warning {
  readonly position: number | null
  readonly message: string
}

/** How strongly a page speaks for one dialect: how many of its marks it has, and one of them. */
export interface Evidence {
  readonly format: string
  readonly marks: number
  readonly example?: string
}

/** What a saved archive page holds. `format` names the dialect that read it. */
export interface Archive {
  readonly format: string
  readonly title?: string
  readonly heading?: Heading
  readonly posts: readonly SubmittedPost[]
  readonly warnings: readonly Warning[]
  /** Those of the warnings that say that the page ends before its posts do. */
  readonly incomplete?: readonly Warning[]
  readonly evidence: readonly Evidence[]
}

export interface Zone {
  /** The IANA zone of local times on the page. */
  readonly zone: string
}
