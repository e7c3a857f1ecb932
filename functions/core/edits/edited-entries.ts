import type { Content, Entry } from '../entry.ts'
import { Conflict } from '../errors.ts'
import { leadOf } from '../lead.ts'
import type { Newsletter } from '../newsletter.ts'
import { pinsFirst } from '../order-entries.ts'
import { sectionsOf } from '../sections-of.ts'

/** By what a digest is put together anew. */
export interface Editing {
  readonly newsletter: Newsletter
  /** The order of a category's entries, pins first. */
  readonly order: (entries: readonly Entry[]) => Entry[]
}

export const entryIn = ({ entries }: Content, post: string): Entry => {
  const entry = entries.find((one) => one.post === post)
  if (entry === undefined) throw new Conflict(`The digest has no entry ${post}.`)
  return entry
}

/** The content with other entries, and all that follows from them. What no category holds any more is left out, and not used up. */
export const withEntries = (
  { newsletter, order }: Editing,
  content: Content,
  all: readonly Entry[],
): Content => {
  const known = newsletter.categories.map(({ id }) => id)
  const entries = pinsFirst(all.filter(({ categories }) => categories.some((id) => known.includes(id))))
  const { lead, ...rest } = content
  const sections = sectionsOf(newsletter, entries, order, content.sections)
  const leads = entries.some(({ post }) => post === lead?.post) ? lead : leadOf({ entries, sections })
  return { ...rest, entries, sections, ...(leads && { lead: leads }) }
}

/** The content with one entry put differently, which stays where it is. */
export const withEntry = (content: Content, entry: Entry): Content => ({
  ...content,
  entries: content.entries.map((one) => (one.post === entry.post ? entry : one)),
})
