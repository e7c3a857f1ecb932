import type { Content } from '../entry.ts'
import { Conflict } from '../errors.ts'
import type { Newsletter } from '../newsletter.ts'
import { type Editing, entryIn, withEntries, withEntry } from './edited-entries.ts'
import { expectNoNotedPicture } from './noted-picture.ts'

/** Categories of the newsletter by their ids, in its order. */
export const filedUnder = ({ categories }: Newsletter, ids: readonly string[]): string[] => {
  const unknown = ids.find((id) => !categories.some((category) => category.id === id))
  if (unknown !== undefined) throw new Conflict(`The newsletter has no category ${unknown}.`)
  return categories.map(({ id }) => id).filter((id) => ids.includes(id))
}

/** Moves an entry to other categories, whatever their rules say. */
export const fileEntry = (
  editing: Editing,
  content: Content,
  { post, categories }: { readonly post: string; readonly categories: readonly string[] },
): Content => {
  const entry = entryIn(content, post)
  const filed = filedUnder(editing.newsletter, categories)
  if (filed.length === 0) throw new Conflict(`“${entry.title}” needs a category to stand in.`)
  const { entries } = withEntry(content, { ...entry, categories: filed })
  return expectNoNotedPicture(withEntries(editing, content, entries), post)
}
