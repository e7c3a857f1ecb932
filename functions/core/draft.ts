import { categoriesOf } from './category.ts'
import { type Content, type Entry, entryFrom, type Section } from './entry.ts'
import type { Instant } from './instant.ts'
import type { Newsletter } from './newsletter.ts'
import { orderEntries } from './order-entries.ts'
import type { Post } from './post.ts'

const sectionOf = (newsletter: Newsletter, categoryId: string, entries: Entry[]): Section => {
  const category = newsletter.categories.find((one) => one.id === categoryId)
  if (category === undefined) throw new RangeError(`No category ${categoryId}`)
  const own = entries.filter((entry) => entry.categories.includes(categoryId))
  return {
    category: category.id,
    name: category.name,
    contentNote: category.contentNote,
    entries: own.map((entry) => entry.post),
    mailed: Math.min(own.length, newsletter.entriesPerCategory),
  }
}

/** The first content of a digest: the posts grouped by category, ordered, capped. Undefined when there is nothing to say. */
export const draftContent = (
  newsletter: Newsletter,
  posts: readonly Post[],
  savedAt: Instant,
): Content | undefined => {
  const entries = orderEntries(posts.map((post) => entryFrom(post, categoriesOf(newsletter, post)))).filter(
    (entry) => entry.categories.length > 0,
  )
  if (entries.length === 0) return undefined
  const sections = newsletter.categories
    .map((category) => sectionOf(newsletter, category.id, entries))
    .filter((section) => section.entries.length > 0)
  return { revision: 1, entries, sections, savedAt, savedBy: 'drafting' }
}
