import { categoriesOf } from './category.ts'
import { type Content, type Entry, entryFrom } from './entry.ts'
import { Conflict } from './errors.ts'
import type { Newsletter } from './newsletter.ts'
import type { Post } from './post.ts'
import { sectionsOf } from './sections-of.ts'

/** What an editor does to one post of a draft. `restore` takes back a drop, parts a post from the entry of its story, or tells what an earlier digest told. */
export type Edit =
  | { readonly verb: 'drop' | 'pin' | 'unpin'; readonly post: string }
  | { readonly verb: 'restore'; readonly post: Post }
  | { readonly verb: 'lead'; readonly post: string; readonly forEveryone: boolean }

const entryIn = ({ entries }: Content, post: string): Entry => {
  const entry = entries.find((one) => one.post === post)
  if (entry === undefined) throw new Conflict(`The digest has no entry ${post}.`)
  return entry
}

/** The content with other entries, and all that follows from them. */
const withEntries = (newsletter: Newsletter, content: Content, entries: Entry[]): Content => {
  const { lead, ...rest } = content
  const keepsLead = lead !== undefined && entries.some(({ post }) => post === lead.post)
  return { ...rest, entries, sections: sectionsOf(newsletter, entries), ...(keepsLead && { lead }) }
}

const drop = (newsletter: Newsletter, content: Content, post: string): Content => {
  const { also = [] } = entryIn(content, post)
  const others = content.entries.filter((one) => one.post !== post)
  if (others.length === 0) throw new Conflict('It is the only entry. Skip the digest instead.')
  const dropped = [...(content.dropped ?? []), post, ...also.map((other) => other.post)]
  return { ...withEntries(newsletter, content, others), dropped }
}

const restore = (newsletter: Newsletter, content: Content, post: Post): Content => {
  const isAlso = content.entries.some(({ also = [] }) => also.some((other) => other.post === post.id))
  const { dropped = [], repeats = [] } = content
  if (!isAlso && !dropped.includes(post.id) && !repeats.some((repeat) => repeat.post === post.id))
    throw new Conflict(`“${post.title}” was not left out of the digest.`)
  const categories = categoriesOf(newsletter, post)
  if (categories.length === 0) throw new Conflict(`No category takes “${post.title}” any more.`)
  const parted = content.entries.map(({ also, ...entry }): Entry => {
    const left = also?.filter((other) => other.post !== post.id) ?? []
    return left.length > 0 ? { ...entry, also: left } : entry
  })
  return {
    ...withEntries(newsletter, content, [...parted, entryFrom(post, categories)]),
    dropped: dropped.filter((id) => id !== post.id),
    repeats: repeats.filter((repeat) => repeat.post !== post.id),
  }
}

const pin = (newsletter: Newsletter, content: Content, post: string): Content => {
  const entry: Entry = { ...entryIn(content, post), pinned: true }
  const others = content.entries.filter((one) => one.post !== post)
  const pins = others.filter(({ pinned }) => pinned)
  return withEntries(newsletter, content, [...pins, entry, ...others.filter(({ pinned }) => !pinned)])
}

const unpin = (newsletter: Newsletter, content: Content, post: string): Content => {
  const { pinned: _, ...entry } = entryIn(content, post)
  const pins = content.entries.filter((one) => one.pinned && one.post !== post)
  const others = content.entries.filter((one) => !one.pinned)
  return withEntries(newsletter, content, [...pins, entry, ...others])
}

/** What a digest says after an edit. Throws Conflict where that does not fit what it says. */
export const editContent = (newsletter: Newsletter, content: Content, edit: Edit): Content => {
  switch (edit.verb) {
    case 'drop':
      return drop(newsletter, content, edit.post)
    case 'restore':
      return restore(newsletter, content, edit.post)
    case 'pin':
      return pin(newsletter, content, edit.post)
    case 'unpin':
      return unpin(newsletter, content, edit.post)
    case 'lead':
      return { ...content, lead: { post: entryIn(content, edit.post).post, forEveryone: edit.forEveryone } }
  }
}
