import type { Edit } from './edit-content.ts'
import { type Content, LONGEST_CHANGE } from './entry.ts'
import { excerptOf } from './plain-text.ts'
import type { Post } from './post.ts'

const quoted = (words: string): string => `“${excerptOf(words, 60)}”`

/** The title under which an edit's post is known: of an entry, of who joined one, or of a correction. */
const titleIn = ({ entries, corrections = [] }: Content, post: string): string => {
  const told = [...entries, ...entries.flatMap(({ also = [] }) => also), ...corrections]
  return quoted(told.find((one) => one.post === post)?.title ?? post)
}

const sectionName = ({ sections }: Content, category: string): string =>
  sections.find((section) => section.category === category)?.name ?? category

const namesOf = (content: Content, post: string): string =>
  content.sections
    .filter(({ entries }) => entries.includes(post))
    .map(({ name }) => name)
    .join(', ')

const positionIn = ({ sections }: Content, category: string, post: string): number =>
  1 + (sections.find((section) => section.category === category)?.entries.indexOf(post) ?? -1)

const describeRestore = (before: Content, { id, title, corrects }: Post): string => {
  if (corrects !== undefined) return `Took up the correction of ${quoted(title)}`
  const told = before.entries.find(({ also = [] }) => also.some((other) => other.post === id))
  return told === undefined
    ? `Restored ${quoted(title)}`
    : `Parted ${quoted(title)} from ${quoted(told.title)}`
}

const describeDrop = (before: Content, post: string): string =>
  before.corrections?.some((one) => one.post === post)
    ? `Withdrew the correction of ${titleIn(before, post)}`
    : `Dropped ${titleIn(before, post)}`

/** What an edit did, in words: `Moved “The ferry” to 2 in News`. `before` and `after` are what the digest said. */
export const describeEdit = (before: Content, edit: Edit, after: Content): string => {
  switch (edit.verb) {
    case 'drop':
      return describeDrop(before, edit.post)
    case 'restore':
      return describeRestore(before, edit.post)
    case 'add':
      return `Added ${quoted(edit.post.title)} to ${namesOf(after, edit.post.id)}`
    case 'pin':
      return `Pinned ${titleIn(before, edit.post)}`
    case 'unpin':
      return `Unpinned ${titleIn(before, edit.post)}`
    case 'lead':
      return `Made ${titleIn(before, edit.post)} the lead${edit.forEveryone ? ' for everyone' : ''}`
    case 'picture':
      return edit.picture === null
        ? `Took the picture from ${titleIn(before, edit.post)}`
        : `Put a picture beside ${titleIn(before, edit.post)}`
    case 'move':
      return `Moved ${titleIn(before, edit.post)} to ${positionIn(after, edit.category, edit.post)} in ${sectionName(after, edit.category)}`
    case 'file':
      return `Filed ${titleIn(before, edit.post)} under ${namesOf(after, edit.post)}`
    case 'merge':
      return `Merged ${titleIn(before, edit.post)} into ${titleIn(before, edit.into)}`
    case 'title':
      return edit.text === null
        ? `Gave ${titleIn(before, edit.post.id)} its own title again, ${quoted(edit.post.title)}`
        : `Changed the title of ${titleIn(before, edit.post)} to ${quoted(edit.text)}`
    case 'excerpt':
      return edit.text === null
        ? `Gave ${titleIn(before, edit.post.id)} its own excerpt again`
        : `Changed the excerpt of ${titleIn(before, edit.post)}`
    case 'entry-note':
      return edit.note === null
        ? `Took the content note from ${titleIn(before, edit.post)}`
        : `Gave ${titleIn(before, edit.post)} the content note ${quoted(edit.note)}`
    case 'revert':
      return `Went back to revision ${edit.content.revision}`
    case 'note':
      return edit.note === null ? 'Took the note away' : `Set the note to ${quoted(edit.note.text)}`
    case 'closing':
      return edit.closing === null
        ? 'Took the closing item away'
        : `Set the closing item to ${quoted(edit.closing.title)}`
    case 'subject':
      return edit.subject === null ? 'Took the subject away' : `Set the subject to ${quoted(edit.subject)}`
    case 'preheader':
      return edit.preheader === null
        ? 'Took the preheader away'
        : `Set the preheader to ${quoted(edit.preheader)}`
  }
}

/** What the edits of one revision did, as it is kept with the revision. */
export const describeEdits = (changes: readonly string[]): string =>
  excerptOf(changes.join('. '), LONGEST_CHANGE)
