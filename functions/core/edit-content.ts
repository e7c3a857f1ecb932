import type { DigestKind } from './digest-key.ts'
import { addPost } from './edits/add-post.ts'
import { dropPost } from './edits/drop-post.ts'
import { entryIn } from './edits/edited-entries.ts'
import { fileEntry } from './edits/file-entry.ts'
import { illustrateEntry } from './edits/illustrate-entry.ts'
import { mergeEntries } from './edits/merge-entries.ts'
import { moveEntry } from './edits/move-entry.ts'
import { pinEntry, unpinEntry } from './edits/pin-entry.ts'
import { restorePost } from './edits/restore-post.ts'
import { revertContent } from './edits/revert-content.ts'
import { type Wording, wordEntry } from './edits/word-entry.ts'
import type { Content } from './entry.ts'
import type { Newsletter } from './newsletter.ts'
import { orderEntries, pinsFirst } from './order-entries.ts'
import type { Picture } from './picture.ts'
import type { Post } from './post.ts'
import { type Saying, sayAround } from './say-around.ts'

/**
 * What an editor does to a draft: to one post of it, to what stands around its stories, or to all of it. `restore` takes back a
 * drop, parts a post from the entry of its story, tells what an earlier digest told, or takes up a correction. `merge` has an
 * entry join the one that tells the same story.
 */
export type Edit =
  | { readonly verb: 'drop' | 'pin' | 'unpin'; readonly post: string }
  | { readonly verb: 'restore'; readonly post: Post }
  | { readonly verb: 'add'; readonly post: Post; readonly category?: string }
  | { readonly verb: 'lead'; readonly post: string; readonly forEveryone: boolean }
  | { readonly verb: 'picture'; readonly post: string; readonly picture: Picture | null }
  | { readonly verb: 'move'; readonly post: string; readonly category: string; readonly to: number }
  | { readonly verb: 'file'; readonly post: string; readonly categories: readonly string[] }
  | { readonly verb: 'merge'; readonly post: string; readonly into: string }
  | { readonly verb: 'revert'; readonly content: Content }
  | Wording
  | Saying

/** What a digest says after an edit. Throws Conflict where that does not fit what it says. */
export const editContent = (
  newsletter: Newsletter,
  kind: DigestKind,
  content: Content,
  edit: Edit,
): Content => {
  const editing = { newsletter, order: kind === 'regular' ? orderEntries : pinsFirst }
  switch (edit.verb) {
    case 'drop':
      return dropPost(editing, content, edit.post)
    case 'restore':
      return restorePost(editing, content, edit.post)
    case 'add':
      return addPost(editing, content, edit)
    case 'pin':
      return pinEntry(editing, content, edit.post)
    case 'unpin':
      return unpinEntry(editing, content, edit.post)
    case 'lead':
      return { ...content, lead: { post: entryIn(content, edit.post).post, forEveryone: edit.forEveryone } }
    case 'picture':
      return illustrateEntry(content, edit.post, edit.picture)
    case 'move':
      return moveEntry(content, edit)
    case 'file':
      return fileEntry(editing, content, edit)
    case 'merge':
      return mergeEntries(editing, content, edit)
    case 'title':
    case 'excerpt':
    case 'entry-note':
      return wordEntry(content, edit)
    case 'revert':
      return revertContent(editing, content, edit.content)
    case 'note':
    case 'closing':
    case 'subject':
    case 'preheader':
      return sayAround(content, edit)
  }
}
