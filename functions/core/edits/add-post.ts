import { categoriesOf } from '../category.ts'
import { type Content, entryFrom } from '../entry.ts'
import { Conflict } from '../errors.ts'
import type { Post } from '../post.ts'
import { usedPosts } from '../used-posts.ts'
import { type Editing, withEntries } from './edited-entries.ts'
import { filedUnder } from './file-entry.ts'

/** Takes a post into a digest that does not have it, in the category that is named, or in those whose rules take it. */
export const addPost = (
  editing: Editing,
  content: Content,
  { post, category }: { readonly post: Post; readonly category?: string },
): Content => {
  const isLeftOut =
    content.dropped?.includes(post.id) || content.repeats?.some((repeat) => repeat.post === post.id)
  if (isLeftOut) throw new Conflict(`“${post.title}” was left out of the digest. Restore it instead.`)
  if (usedPosts(content).includes(post.id)) throw new Conflict(`The digest has “${post.title}” already.`)
  if (post.corrects !== undefined)
    throw new Conflict(`“${post.title}” is a correction. Restore it instead, and it stands at the top.`)
  const { newsletter } = editing
  const categories =
    category === undefined ? categoriesOf(newsletter, post) : filedUnder(newsletter, [category])
  if (categories.length === 0)
    throw new Conflict(`No category takes “${post.title}”. Name the one that it is to stand in.`)
  return withEntries(editing, content, [...content.entries, entryFrom(post, categories)])
}
