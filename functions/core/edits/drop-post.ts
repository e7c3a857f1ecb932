import type { Content } from '../entry.ts'
import { Conflict } from '../errors.ts'
import { type Editing, entryIn, withEntries } from './edited-entries.ts'

/** A correction that is not made after all. */
const withdraw = (content: Content, post: string): Content => ({
  ...content,
  corrections: content.corrections?.filter((one) => one.post !== post),
  dropped: [...(content.dropped ?? []), post],
})

/** Leaves an entry out with all posts that tell its story, or withdraws a correction. */
export const dropPost = (editing: Editing, content: Content, post: string): Content => {
  if (content.corrections?.some((one) => one.post === post)) return withdraw(content, post)
  const { also = [] } = entryIn(content, post)
  const others = content.entries.filter((one) => one.post !== post)
  if (others.length === 0) throw new Conflict('It is the only entry. Skip the digest instead.')
  const dropped = [...(content.dropped ?? []), post, ...also.map((other) => other.post)]
  return { ...withEntries(editing, content, others), dropped }
}
