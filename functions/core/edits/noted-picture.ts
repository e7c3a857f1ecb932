import type { Content } from '../entry.ts'
import { Conflict } from '../errors.ts'
import { isNotedAnywhere } from '../subject.ts'
import { entryIn } from './edited-entries.ts'

/** What has a content note is seen by nobody who did not choose to: the content, if the entry as it then is has not both. */
export const expectNoNotedPicture = (content: Content, post: string): Content => {
  const entry = entryIn(content, post)
  if (entry.picture !== undefined && isNotedAnywhere(content, entry))
    throw new Conflict(
      `“${entry.title}” has a picture, which would be seen at once in spite of a content note, of its own or of a category. Take the picture away first.`,
    )
  return content
}
