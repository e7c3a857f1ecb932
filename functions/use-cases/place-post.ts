import { categoriesOf } from '#functions/core/category.ts'
import { Conflict, Invalid, NotFound } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import { claimHolds } from './claim-holds.ts'
import type { Clock, Digests, Posts } from './ports.ts'

interface Deps {
  posts: Posts
  digests: Pick<Digests, 'get'>
  clock: Clock
}

/** The category that an editor named, or else the first that the post falls into. */
const chosen = ({ categories }: Newsletter, post: Post, named: string | undefined): string => {
  const category = named ?? categoriesOf({ categories }, post)[0]
  const ids = categories.map(({ id }) => id).join(', ')
  if (category === undefined) throw new Invalid(`No category takes “${post.title}”. Name one of: ${ids}.`)
  if (!categories.some(({ id }) => id === category))
    throw new Invalid(`There is no category ${category}. Name one of: ${ids}.`)
  return category
}

/** Has the next digest take a post that waits, whatever the drip. Doing it again moves it to the category that is named last. */
export const placePost =
  (deps: Deps) =>
  async (newsletter: Newsletter, id: string, named?: string): Promise<{ post: Post; category: string }> => {
    const post = await deps.posts.get(newsletter.slug, id)
    if (post === undefined) throw new NotFound(`${newsletter.name} has no post ${id}.`)
    if (await claimHolds(deps.digests, post.usedIn))
      throw new Conflict(`“${post.title}” is used in ${post.usedIn?.digest}.`)
    const category = chosen(newsletter, post, named)
    if (!(await deps.posts.place(newsletter.slug, id, named, deps.clock())))
      throw new Conflict(`“${post.title}” no longer waits: a digest took it.`)
    return { post, category }
  }
