import { categoriesOf } from './category.ts'
import { correctionIn } from './correction.ts'
import type { DigestKind } from './digest-key.ts'
import { type Content, type Entry, entryFrom } from './entry.ts'
import { Conflict } from './errors.ts'
import { leadOf } from './lead.ts'
import type { Newsletter } from './newsletter.ts'
import { orderEntries, pinsFirst } from './order-entries.ts'
import type { Picture } from './picture.ts'
import type { Post } from './post.ts'
import { type Saying, sayAround } from './say-around.ts'
import { sectionsOf } from './sections-of.ts'
import { isNotedAnywhere } from './subject.ts'

/** What an editor does to a draft: to one post of it, or to what stands around its stories. `restore` takes back a drop, parts a post from the entry of its story, tells what an earlier digest told, or takes up a correction. */
export type Edit =
  | { readonly verb: 'drop' | 'pin' | 'unpin'; readonly post: string }
  | { readonly verb: 'restore'; readonly post: Post }
  | { readonly verb: 'lead'; readonly post: string; readonly forEveryone: boolean }
  | { readonly verb: 'picture'; readonly post: string; readonly picture: Picture | null }
  | Saying

/** By what a digest is put together anew. */
interface Editing {
  readonly newsletter: Newsletter
  /** The order of a category's entries, pins first. */
  readonly order: (entries: readonly Entry[]) => Entry[]
}

const entryIn = ({ entries }: Content, post: string): Entry => {
  const entry = entries.find((one) => one.post === post)
  if (entry === undefined) throw new Conflict(`The digest has no entry ${post}.`)
  return entry
}

/** The content with other entries, and all that follows from them. What no category holds any more is left out, and not used up. */
const withEntries = ({ newsletter, order }: Editing, content: Content, all: readonly Entry[]): Content => {
  const known = newsletter.categories.map(({ id }) => id)
  const entries = pinsFirst(all.filter(({ categories }) => categories.some((id) => known.includes(id))))
  const { lead, ...rest } = content
  const sections = sectionsOf(newsletter, entries, order)
  const leads = entries.some(({ post }) => post === lead?.post) ? lead : leadOf({ entries, sections })
  return { ...rest, entries, sections, ...(leads && { lead: leads }) }
}

/** A correction that is not made after all. */
const withdraw = (content: Content, post: string): Content => ({
  ...content,
  corrections: content.corrections?.filter((one) => one.post !== post),
  dropped: [...(content.dropped ?? []), post],
})

const drop = (editing: Editing, content: Content, post: string): Content => {
  if (content.corrections?.some((one) => one.post === post)) return withdraw(content, post)
  const { also = [] } = entryIn(content, post)
  const others = content.entries.filter((one) => one.post !== post)
  if (others.length === 0) throw new Conflict('It is the only entry. Skip the digest instead.')
  const dropped = [...(content.dropped ?? []), post, ...also.map((other) => other.post)]
  return { ...withEntries(editing, content, others), dropped }
}

/** A correction that was withdrawn, or that came after the draft. */
const correct = (content: Content, post: Post): Content => {
  const others = content.corrections?.filter((one) => one.post !== post.id) ?? []
  const dropped = content.dropped?.filter((id) => id !== post.id) ?? []
  return { ...content, corrections: [...others, ...correctionIn(post)], dropped }
}

const restore = (editing: Editing, content: Content, post: Post): Content => {
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

const pin = (editing: Editing, content: Content, post: string): Content => {
  const entry: Entry = { ...entryIn(content, post), pinned: true }
  // Behind earlier pins.
  return withEntries(editing, content, [...content.entries.filter((one) => one.post !== post), entry])
}

const unpin = (editing: Editing, content: Content, post: string): Content => {
  if (!entryIn(content, post).pinned) return content
  const unpinned = content.entries.map((entry): Entry => {
    const { pinned: _, ...rest } = entry
    return entry.post === post ? rest : entry
  })
  return withEntries(editing, content, unpinned)
}

/** What has a content note is seen by nobody who did not choose to. */
const illustrate = (content: Content, post: string, picture: Picture | null): Content => {
  const { picture: _, ...bare } = entryIn(content, post)
  if (picture !== null && isNotedAnywhere(content, bare))
    throw new Conflict(
      `“${bare.title}” has a content note, of its own or of a category: it cannot have a picture, which would be seen at once.`,
    )
  const entry: Entry = { ...bare, ...(picture && { picture }) }
  return { ...content, entries: content.entries.map((one) => (one.post === post ? entry : one)) }
}

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
      return drop(editing, content, edit.post)
    case 'restore':
      return restore(editing, content, edit.post)
    case 'pin':
      return pin(editing, content, edit.post)
    case 'unpin':
      return unpin(editing, content, edit.post)
    case 'lead':
      return { ...content, lead: { post: entryIn(content, edit.post).post, forEveryone: edit.forEveryone } }
    case 'picture':
      return illustrate(content, edit.post, edit.picture)
    case 'note':
    case 'closing':
    case 'subject':
    case 'preheader':
      return sayAround(content, edit)
  }
}
