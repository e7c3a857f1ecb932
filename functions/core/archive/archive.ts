import type { SubmittedPost } from '../post.ts'

/** What a saved archive page holds. */
export interface Archive {
  readonly kind: 'tag'
  readonly name: string
  readonly posts: readonly SubmittedPost[]
}

export interface Zone {
  /** The IANA zone of local times on the page. */
  readonly zone: string
}
