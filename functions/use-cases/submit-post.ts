import * as z from 'zod'
import { Invalid } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { type Post, postFrom, SubmittedPost } from '#functions/core/post.ts'
import { claimHolds } from './claim-holds.ts'
import type { Clock, Digests, Posts } from './ports.ts'
import { waitingOf } from './waiting-of.ts'

/** The one door for posts, whatever their source. Submitting the same story again updates it and never adds a second. */
export const submitPost =
  (deps: { posts: Posts; digests: Pick<Digests, 'get'>; clock: Clock }) =>
  async (
    newsletter: Newsletter,
    submitted: SubmittedPost,
  ): Promise<{ outcome: 'added' | 'updated' | 'kept'; post: Post }> => {
    const parsed = SubmittedPost.safeParse(submitted)
    if (!parsed.success) throw new Invalid(`The post cannot be taken: ${z.prettifyError(parsed.error)}`)
    const now = deps.clock()
    const post = postFrom(newsletter.slug, parsed.data, now)
    if (post === undefined) throw new Invalid('The post has neither a title nor a text.')
    const waiting = waitingOf(newsletter, post, now)
    const outcome = await deps.posts.put(post, parsed.data.text, waiting)
    if (outcome !== 'kept') return { outcome, post }
    const claim = (await deps.posts.get(newsletter.slug, post.id))?.usedIn
    if (claim === undefined || (await claimHolds(deps.digests, claim))) return { outcome, post }
    return { outcome: await deps.posts.put(post, parsed.data.text, waiting, claim), post }
  }
