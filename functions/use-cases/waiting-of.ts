import { backlogOf } from '#functions/core/category.ts'
import { type Instant, plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { freshFrom, type Post } from '#functions/core/post.ts'
import type { Waiting } from './ports.ts'

/** Where a post waits by its date; corrections never grow old. */
export const waitingOf = (newsletter: Newsletter, post: Post, now: Instant): Waiting => {
  const date = freshFrom(post)
  const isFresh = date !== undefined && date >= plusDays(now, -newsletter.lookBackDays)
  if (isFresh || post.corrects !== undefined) return { place: 'fresh' }
  return { place: 'backlog', category: backlogOf(newsletter, post) }
}
