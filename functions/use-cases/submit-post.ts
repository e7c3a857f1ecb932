import * as z from 'zod'
import { categoriesOf } from '#functions/core/category.ts'
import { Invalid } from '#functions/core/errors.ts'
import { type Instant, plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { type Post, postFrom, SubmittedPost } from '#functions/core/post.ts'
import type { Clock, Posts, Waiting } from './ports.ts'

const waitingOf = (newsletter: Newsletter, post: Post, now: Instant): Waiting => {
  const dated = post.datePrecision === 'instant' || post.datePrecision === 'day'
  if (dated && post.publishedAt !== undefined && post.publishedAt >= plusDays(now, -newsletter.lookBackDays))
    return { place: 'fresh' }
  return { place: 'backlog', category: categoriesOf(newsletter, post)[0] ?? '' }
}

/** The one door for posts, whatever their source. Submitting the same story again updates it and never adds a second. */
export const submitPost =
  (deps: { posts: Posts; clock: Clock }) =>
  async (
    newsletter: Newsletter,
    submitted: SubmittedPost,
  ): Promise<{ outcome: 'added' | 'updated' | 'kept'; post: Post }> => {
    const parsed = SubmittedPost.safeParse(submitted)
    if (!parsed.success) throw new Invalid(`The post cannot be taken: ${z.prettifyError(parsed.error)}`)
    const now = deps.clock()
    const post = postFrom(newsletter.slug, parsed.data, now)
    if (post === undefined) throw new Invalid('The post has neither a title nor a text.')
    const outcome = await deps.posts.put(post, parsed.data.text, waitingOf(newsletter, post, now))
    return { outcome, post }
  }
