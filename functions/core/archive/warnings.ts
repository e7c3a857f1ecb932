import { oneLine } from '../plain-text.ts'
import type { SubmittedPost } from '../post.ts'
import type { Warning } from './archive.ts'
import type { Draft, Split } from './draft.ts'
import { endsSentence } from './lines.ts'

const quoted = (text: string): string => {
  const line = oneLine(text.slice(-200))
  return `“${line.length > 60 ? `…${line.slice(-60)}` : line}”`
}

/** What is missing from the posts of a page. */
export const warningsOf = (posts: readonly SubmittedPost[]): Warning[] =>
  posts.flatMap(({ title, text }, index): Warning[] => {
    const warn = (message: string) => [{ position: index + 1, message }]
    if (!title && !text) return warn('It has neither a title nor a text, and is left out.')
    if (!title) return warn('It has no title; its first words stand in for one.')
    return text ? [] : warn('It has a title and no text.')
  })

/** Whether a last post stops without an end of its own: no closing line, and no end of a sentence. */
const isOpenEnd = (draft: Draft, text: string): boolean =>
  text !== '' && !endsSentence(text) && text.endsWith(draft.lines.at(-1) ?? '\0')

/** What a page's end says of how it was saved. */
export const endWarnings = (posts: readonly SubmittedPost[], { drafts, left }: Split): Warning[] => {
  const warnings: Warning[] = []
  const last = drafts.at(-1)
  const text = posts.at(-1)?.text ?? ''
  if (last !== undefined && (last.cut || isOpenEnd(last, text))) {
    const where = quoted(text || last.title)
    const message = `The page seems to be cut off in it, at ${where}. Save the page again for the rest.`
    warnings.push({ position: drafts.length, message })
  }
  if (left.length > 0) {
    const message = `Behind the last post stands ${quoted(left.join(' '))}, which is left out. If a post begins there, save the page again for the rest.`
    warnings.push({ position: null, message })
  }
  return warnings
}
