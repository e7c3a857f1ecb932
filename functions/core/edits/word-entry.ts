import type { Content } from '../entry.ts'
import type { Post } from '../post.ts'
import { entryIn, withEntry } from './edited-entries.ts'
import { expectNoNotedPicture } from './noted-picture.ts'

/** What an editor has an entry say in this digest alone; null takes the post's own words again, or the content note away. */
export type Wording =
  | { readonly verb: 'title' | 'excerpt'; readonly post: string; readonly text: string }
  | { readonly verb: 'title' | 'excerpt'; readonly post: Post; readonly text: null }
  | { readonly verb: 'entry-note'; readonly post: string; readonly note: string | null }

export const wordEntry = (content: Content, edit: Wording): Content => {
  if (edit.verb === 'entry-note') {
    const { contentNote: _, ...bare } = entryIn(content, edit.post)
    const noted = withEntry(content, { ...bare, ...(edit.note !== null && { contentNote: edit.note }) })
    return edit.note === null ? noted : expectNoNotedPicture(noted, edit.post)
  }
  if (edit.text === null)
    return withEntry(content, { ...entryIn(content, edit.post.id), [edit.verb]: edit.post[edit.verb] })
  return withEntry(content, { ...entryIn(content, edit.post), [edit.verb]: edit.text })
}
