import { categoriesOf } from '../category.ts'
import { correctionIn } from '../correction.ts'
import { type Content, type Entry, entryFrom } from '../entry.ts'
import { Conflict } from '../errors.ts'
import type { Post } from '../post.ts'
import { type Editing, withEntries } from './edited-entries.ts'

/** A correction that was withdrawn, or that came after the draft. */
const correct = (content: Content, post: Post): Content => {
  const others = content.corrections?.filter((one) => one.post !== post.id) ?? []
  const dropped = content.dropped?.filter((id) => id !== post.id) ?? []
  return { ...content, corrections: [...others, ...correctionIn(post)], dropped }
}

/** Makes an entry of its own of a post that was dropped, told before, or told with another; or takes up a correction. */
export const restorePost = (editing: Editing, content: Content, post: Post): Content => {
  if (post.corrects !== undefined) return correct(content, post)
  const isAlso = content.entries.some(({ also = [] }) => also.some((other) => other.post === post.id))
  const { dropped = [], repeats = [] } = content
  if (!isAlso && !dropped.includes(post.id) && !repeats.some((repeat) => repeat.post === post.id))
    throw new Conflict(`“${post.title}” was not left out of the digest.`)
  const categories = categoriesOf(editing.newsletter, post)
  if (categories.length === 0) throw new Conflict(`No category takes “${post.title}” any more.`)
  const parted = content.entries.map(({ also, ...entry }): Entry => {
    const left = also?.filter((other) => other.post !== post.id) ?? []
    return left.length > 0 ? { ...entry, also: left } : entry
  })
  return {
    ...withEntries(editing, content, [...parted, entryFrom(post, categories)]),
    dropped: dropped.filter((id) => id !== post.id),
    repeats: repeats.filter((repeat) => repeat.post !== post.id),
  }
}
