import { Conflict, NotFound } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import { claimHolds } from './claim-holds.ts'
import type { Digests, Posts } from './ports.ts'

/** A post that somebody named, unless a digest holds it. */
export const freePost = async (
  deps: { posts: Pick<Posts, 'get'>; digests: Pick<Digests, 'get'> },
  newsletter: Newsletter,
  id: string,
): Promise<Post> => {
  const post = await deps.posts.get(newsletter.slug, id)
  if (post === undefined) throw new NotFound(`${newsletter.name} has no post ${id}.`)
  if (await claimHolds(deps.digests, post.usedIn))
    throw new Conflict(`“${post.title}” is used in ${post.usedIn?.digest}.`)
  return post
}

/** What is told of a post that a digest took since it was read. */
export const takenMeanwhile = ({ title }: Post): Conflict =>
  new Conflict(`“${title}” no longer waits: a digest took it.`)
