import type { Content, Entry } from '../entry.ts'
import { Conflict } from '../errors.ts'
import { type Editing, entryIn, withEntries } from './edited-entries.ts'
import { expectNoNotedPicture } from './noted-picture.ts'

/** Has an entry join another that tells the same story, with who joined it before. As in drafting, the story stands in the categories of each, with the content note of any; restoring the post parts them again. */
export const mergeEntries = (
  editing: Editing,
  content: Content,
  { post, into }: { readonly post: string; readonly into: string },
): Content => {
  const [joining, entry] = [entryIn(content, post), entryIn(content, into)]
  if (post === into) throw new Conflict(`“${entry.title}” cannot join itself.`)
  const { title, publisher, url, also = [] } = joining
  const filed = [...entry.categories, ...joining.categories]
  const contentNote = entry.contentNote ?? joining.contentNote
  const story: Entry = {
    ...entry,
    categories: editing.newsletter.categories.map(({ id }) => id).filter((id) => filed.includes(id)),
    also: [...(entry.also ?? []), { post, title, publisher, url }, ...also],
    ...(contentNote && { contentNote }),
  }
  const others = content.entries.filter((one) => one.post !== post)
  const entries = others.map((one) => (one.post === into ? story : one))
  const { lead } = content
  const led = lead?.post === post ? { ...content, lead: { ...lead, post: into } } : content
  return expectNoNotedPicture(withEntries(editing, led, entries), into)
}
