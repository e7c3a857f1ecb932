import { categoriesOf } from './category.ts'
import { clusterStories, type Story } from './cluster.ts'
import { correctionIn } from './correction.ts'
import { type Content, type Entry, entryFrom } from './entry.ts'
import { firstContent } from './first-content.ts'
import type { Instant } from './instant.ts'
import type { Newsletter } from './newsletter.ts'
import { orderEntries } from './order-entries.ts'
import type { Post } from './post.ts'

/** The posts of a story, the one that tells it best first: an editor's choice, else the longest excerpt, else the oldest. */
const bestFirst = (posts: readonly Post[]): Post[] =>
  posts.toSorted((one, other) => {
    const chosen = Number(other.placedAt !== undefined) - Number(one.placedAt !== undefined)
    if (chosen !== 0) return chosen
    if (one.excerpt.length !== other.excerpt.length) return other.excerpt.length - one.excerpt.length
    const [a, b] = [`${one.publishedAt ?? '9'}#${one.id}`, `${other.publishedAt ?? '9'}#${other.id}`]
    return a < b ? -1 : 1
  })

/** A post as clustering looks at it: the first of a month is no date of a post that is dated by the month. */
const storyOf = ({
  datePrecision,
  publishedAt,
  ...post
}: Omit<Entry, 'post' | 'categories'> & { id: string }): Story => ({
  ...post,
  publishedAt: datePrecision === 'month' ? undefined : publishedAt,
})

/** One entry for all posts of a story: in the categories of each, and with the content note of any. */
const entryOf = (newsletter: Newsletter, posts: readonly Post[]): Entry[] => {
  const [post, ...others] = bestFirst(posts)
  if (post === undefined) return []
  const filed = new Set(posts.flatMap((one) => categoriesOf(newsletter, one)))
  const categories = newsletter.categories.map(({ id }) => id).filter((id) => filed.has(id))
  const contentNote = post.contentNote ?? others.find((other) => other.contentNote !== undefined)?.contentNote
  const also = others.map(({ id, title, publisher, url }) => ({ post: id, title, publisher, url }))
  const entry = entryFrom(post, categories)
  return [{ ...entry, ...(contentNote && { contentNote }), ...(also.length > 0 && { also }) }]
}

/** The first content of a regular digest: the unused posts, one entry a story, grouped by category, ordered, capped; and the corrections that wait. `earlier` are the entries of the last two digests, whose stories are not told again. */
export const draftContent = (
  newsletter: Newsletter,
  posts: readonly Post[],
  earlier: readonly Entry[],
  savedAt: Instant,
): Content => {
  const stories = posts.filter(
    (post) => post.corrects === undefined && categoriesOf(newsletter, post).length > 0,
  )
  const known = new Map(stories.map((post) => [post.id, post]))
  const told = earlier.map(({ post, ...entry }) => storyOf({ id: post, ...entry }))
  const { clusters, repeats: repeated } = clusterStories(stories.map(storyOf), told)
  // What an editor placed by hand is told, whatever it is like.
  const wanted = [...repeated.keys()].filter((id) => known.get(id)?.placedAt !== undefined)
  const repeats = [...repeated].filter(([id]) => !wanted.includes(id)).map(([post, of]) => ({ post, of }))
  const groups = [...clusters, ...wanted.map((id) => [id])]
  const entries = orderEntries(
    groups.flatMap((ids) =>
      entryOf(
        newsletter,
        ids.flatMap((id) => known.get(id) ?? []),
      ),
    ),
  )
  const corrections = posts.flatMap(correctionIn)
  return firstContent(newsletter, { entries, corrections, repeats, savedAt }, orderEntries)
}
