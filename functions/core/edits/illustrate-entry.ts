import type { Content } from '../entry.ts'
import { Conflict } from '../errors.ts'
import type { Picture } from '../picture.ts'
import { isNotedAnywhere } from '../subject.ts'
import { entryIn, withEntry } from './edited-entries.ts'

/** Puts a picture beside an entry, or takes it away. What has a content note is seen by nobody who did not choose to. */
export const illustrateEntry = (content: Content, post: string, picture: Picture | null): Content => {
  const { picture: _, ...bare } = entryIn(content, post)
  if (picture !== null && isNotedAnywhere(content, bare))
    throw new Conflict(
      `“${bare.title}” has a content note, of its own or of a category: it cannot have a picture, which would be seen at once.`,
    )
  return withEntry(content, { ...bare, ...(picture && { picture }) })
}
