import type { Page, Split } from './draft.ts'
import { between, indexesOfMarks, lastPost, titled } from './post-lines.ts'
import type { Token } from './token.ts'

/** Parts a page whose marks stand over titles. */
export const splitOverTitles = (tokens: readonly Token[], { zone }: Page): Split => {
  const marks = indexesOfMarks(tokens)
  const drafts = marks.map((index, number) => {
    const next = marks[number + 1]
    const lines = between(tokens, index + 1, next)
    const own = next === undefined ? (lastPost(lines, zone)[0] ?? lines) : lines
    return titled(own, tokens[index]?.mark ?? {}, zone)
  })
  return { drafts, left: [] }
}
