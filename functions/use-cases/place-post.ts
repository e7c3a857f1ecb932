import { categoriesOf } from '#functions/core/category.ts'
import { Invalid } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import { freePost, takenMeanwhile } from './free-post.ts'
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
    const post = await freePost(deps, newsletter, id)
    const category = chosen(newsletter, post, named)
    if (!(await deps.posts.place(newsletter.slug, id, named, deps.clock()))) throw takenMeanwhile(post)
    return { post, category }
  }
