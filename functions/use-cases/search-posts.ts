import type { Instant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { freshFrom, type Post } from '#functions/core/post.ts'
import { hasAllWords } from '#functions/core/search-words.ts'
import { type InboxItem, inboxItem } from './inbox-item.ts'
import type { Digests, InboxPlace, Posts } from './ports.ts'
import { unusedOnly } from './unused-only.ts'

/** Posts that one request looks at. */
const MOST_LOOKED_AT = 300
/** With more it looks no further, so that its page stays small; what it looks at together may have some more. */
const ENOUGH_FOUND = 50
const TOGETHER = 100

export interface Found {
  readonly items: readonly InboxItem[]
  /** How many posts were looked at. */
  readonly looked: number
  /** Where the search stopped, and at which date of that place; absent when it looked at all. */
  readonly backTo?: { readonly place: InboxPlace; readonly at: Instant }
  /** With which it goes on. */
  readonly next?: string
}

/** In the order in which they are searched; in each the newest come first. */
const placesOf = ({ categories }: Newsletter): InboxPlace[] => [
  { place: 'fresh' },
  { place: 'placed' },
  // Posts that no category takes have a backlog without one.
  ...[...categories.map(({ id }) => id), ''].map((category) => ({ place: 'backlog' as const, category })),
  { place: 'dropped' },
]

const CURSOR = /^(\d{1,2})~(.*)$/

/** A place by its number, and the `after` in it. */
const startOf = (cursor = ''): { first: number; after: string | undefined } => {
  const [, place = '0', after = ''] = CURSOR.exec(cursor) ?? []
  return { first: Number(place), after: after || undefined }
}

const dateIn = ({ place }: InboxPlace, post: Post): Instant => {
  const decided = {
    placed: post.placedAt,
    dropped: post.droppedAt,
    fresh: freshFrom(post),
    backlog: undefined,
  }
  return decided[place] ?? post.publishedAt ?? post.receivedAt
}

/** Posts that no digest holds and that have all words of a query in title, publisher, excerpt or address. Looks at some hundreds, and answers how to go on. */
export const searchPosts =
  (deps: { posts: Pick<Posts, 'waiting'>; digests: Pick<Digests, 'get'> }) =>
  async (newsletter: Newsletter, query: string, cursor?: string): Promise<Found> => {
    const places = placesOf(newsletter)
    const matches = hasAllWords(query)
    const unused = unusedOnly(deps.digests)
    const items: InboxItem[] = []
    let { first, after } = startOf(cursor)
    let looked = 0
    let backTo: Found['backTo']
    for (const [index, place] of places.entries()) {
      if (index < first) continue
      do {
        if (looked >= MOST_LOOKED_AT || items.length >= ENOUGH_FOUND)
          return { items, looked, ...(backTo && { backTo }), next: `${index}~${after ?? ''}` }
        const limit = Math.min(TOGETHER, MOST_LOOKED_AT - looked)
        const page = { limit, newestFirst: true, ...(after && { after }) }
        const { posts, next } = await deps.posts.waiting(newsletter.slug, place, page)
        const found = posts.filter((post) => matches([post.title, post.publisher, post.excerpt, post.url]))
        for (const post of await unused(found)) items.push(inboxItem(newsletter, place, post))
        const last = posts.at(-1)
        if (last !== undefined) backTo = { place, at: dateIn(place, last) }
        looked += posts.length
        after = next
      } while (after !== undefined)
    }
    return { items, looked }
  }
