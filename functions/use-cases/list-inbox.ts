import type { Newsletter } from '#functions/core/newsletter.ts'
import { type InboxItem, inboxItem } from './inbox-item.ts'
import type { Digests, InboxPage, InboxPlace, Posts } from './ports.ts'
import { unusedOnly } from './unused-only.ts'

export interface InboxList {
  /** Fewer than the page may have, where digests hold some; even none though more follow. */
  readonly items: readonly InboxItem[]
  readonly more: boolean
  /** The `after` of the next page. */
  readonly next?: string
}

/** A page of the posts in a place that no digest holds. */
export const listInbox =
  (deps: { posts: Pick<Posts, 'waiting'>; digests: Pick<Digests, 'get'> }) =>
  async (newsletter: Newsletter, place: InboxPlace, page: InboxPage): Promise<InboxList> => {
    const { posts, next } = await deps.posts.waiting(newsletter.slug, place, page)
    const free = await unusedOnly(deps.digests)(posts)
    const items = free.map((post) => inboxItem(newsletter, place, post))
    return { items, more: next !== undefined, ...(next !== undefined && { next }) }
  }
