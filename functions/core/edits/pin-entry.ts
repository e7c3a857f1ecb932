import type { Content, Entry, Section } from '../entry.ts'
import { type Editing, entryIn, withEntries } from './edited-entries.ts'

/** A pin moves an entry of a section that an editor arranged only as it is set. */
const firstWhereArranged =
  (post: string) =>
  (section: Section): Section =>
    section.arranged && section.entries.includes(post)
      ? { ...section, entries: [post, ...section.entries.filter((one) => one !== post)] }
      : section

/** Puts an entry first in its categories, behind earlier pins; before all in a section that an editor arranged. */
export const pinEntry = (editing: Editing, content: Content, post: string): Content => {
  const entry: Entry = { ...entryIn(content, post), pinned: true }
  const sections = content.sections.map(firstWhereArranged(post))
  // Behind earlier pins.
  const entries = [...content.entries.filter((one) => one.post !== post), entry]
  return withEntries(editing, { ...content, sections }, entries)
}

export const unpinEntry = (editing: Editing, content: Content, post: string): Content => {
  if (!entryIn(content, post).pinned) return content
  const unpinned = content.entries.map((entry): Entry => {
    const { pinned: _, ...rest } = entry
    return entry.post === post ? rest : entry
  })
  return withEntries(editing, content, unpinned)
}
