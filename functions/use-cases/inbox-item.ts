import { categoriesOf } from '#functions/core/category.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import type { InboxPlace } from './ports.ts'

/** A post that no digest holds, as editors look at it. */
export interface InboxItem {
  readonly post: Post
  readonly place: InboxPlace
  /** The ids of the categories that it falls into. */
  readonly categories: readonly string[]
  /** The next digest takes it. */
  readonly accepted: boolean
}

export const inboxItem = (newsletter: Newsletter, place: InboxPlace, post: Post): InboxItem => ({
  post,
  place,
  categories: categoriesOf(newsletter, post),
  accepted: post.placedAt !== undefined,
})
