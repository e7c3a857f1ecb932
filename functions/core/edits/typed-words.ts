import type { Edit } from '../edit-content.ts'
import type { Closing, Content, Note } from '../entry.ts'
import { oneLine } from '../plain-text.ts'

const TYPED = ['title', 'excerpt', 'entry-note', 'note', 'closing', 'subject', 'preheader'] as const

/** The edits by which an editor types words in place of others. */
export type Typing = Extract<Edit, { verb: (typeof TYPED)[number] }>

export const isTyping = (edit: Edit): edit is Typing => TYPED.some((verb) => verb === edit.verb)

/** Words as they stand in one place of a digest; null where there are none. */
export type Words = string | Note | Closing | null

const partsOf = (words: string | Note | Closing): readonly string[] => {
  if (typeof words === 'string') return [words]
  return 'signed' in words ? [words.text, words.signed] : [words.title, words.text, words.url ?? '']
}

/** Words as one text, so that they can be compared and shown: of what has several parts, a line each. */
export const textOf = (words: Words | undefined): string | null =>
  partsOf(words ?? '')
    .map(oneLine)
    .filter((part) => part !== '')
    .join('\n') || null

/** The entry whose words an edit is about, by its post; undefined of what stands around the stories. */
export const entryOfTyping = (edit: Typing): string | undefined => {
  if (!('post' in edit)) return undefined
  return typeof edit.post === 'string' ? edit.post : edit.post.id
}

/** What a digest says where an edit would write. */
export const wordsUnder = (content: Content, edit: Typing): string | null => {
  const entry = content.entries.find(({ post }) => post === entryOfTyping(edit))
  switch (edit.verb) {
    case 'title':
    case 'excerpt':
      return textOf(entry?.[edit.verb])
    case 'entry-note':
      return textOf(entry?.contentNote)
    case 'note':
      return textOf(content.note)
    case 'closing':
      return textOf(content.closing)
    case 'subject':
      return textOf(content.subject)
    case 'preheader':
      return textOf(content.preheader)
  }
}

/** What an edit would write. */
export const wordsOf = (edit: Typing): string | null => {
  switch (edit.verb) {
    case 'title':
    case 'excerpt':
      return textOf(edit.text ?? edit.post[edit.verb])
    case 'entry-note':
    case 'note':
      return textOf(edit.note)
    case 'closing':
      return textOf(edit.closing)
    case 'subject':
      return textOf(edit.subject)
    case 'preheader':
      return textOf(edit.preheader)
  }
}
