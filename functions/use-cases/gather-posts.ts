import { backlogOf } from '#functions/core/category.ts'
import { type Instant, plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { freshFrom, type Post } from '#functions/core/post.ts'
import type { Digests, Posts } from './ports.ts'
import { unusedOnly } from './unused-only.ts'

interface Deps {
  posts: Posts
  digests: Digests
}

const takeFirst = async (
  posts: AsyncIterable<Post>,
  count: number,
  wanted: (posts: readonly Post[]) => Promise<Post[]>,
): Promise<Post[]> => {
  const taken: Post[] = []
  if (count === 0) return taken
  for await (const post of posts) {
    taken.push(...(await wanted([post])))
    if (taken.length === count) break
  }
  return taken
}

/** The dated posts of the look-back, and corrections of any age. Older ones, which no digest took in time, go to the backlog, so that none is lost. */
const gatherFresh = async ({ posts }: Deps, newsletter: Newsletter, cutOffAt: Instant): Promise<Post[]> => {
  const from = plusDays(cutOffAt, -newsletter.lookBackDays)
  const young: Post[] = []
  for (const post of await posts.fresh(newsletter.slug, cutOffAt)) {
    const date = freshFrom(post)
    if (post.corrects !== undefined || (date !== undefined && date >= from)) young.push(post)
    else await posts.shelve(post, backlogOf(newsletter, post))
  }
  return young
}

/** The posts that a digest may take: fresh ones, those that an editor placed, and each category's drip of its backlog; none that another digest holds, or that is `awaited` in one. */
export const gatherPosts = async (
  deps: Deps,
  newsletter: Newsletter,
  cutOffAt: Instant,
  awaited: ReadonlySet<string>,
): Promise<Post[]> => {
  const free = unusedOnly(deps.digests)
  const unused = async (posts: readonly Post[]): Promise<Post[]> =>
    free(posts.filter(({ id }) => !awaited.has(id)))
  const fresh = await gatherFresh(deps, newsletter, cutOffAt)
  const placed = await deps.posts.placed(newsletter.slug)
  const gathered = await unused([...fresh, ...placed])
  for (const category of newsletter.categories) {
    const backlog = deps.posts.backlog(newsletter.slug, category.id)
    gathered.push(...(await takeFirst(backlog, category.dripPerWeek, unused)))
  }
  // A post that was placed while its like were read stands among both; as it was placed is how it is.
  return [...new Map(gathered.map((post) => [post.id, post])).values()]
}
