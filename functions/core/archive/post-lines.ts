import { readDateLine } from './byline.ts'
import { readCloser } from './closers.ts'
import type { Draft } from './draft.ts'
import { canBeTitle, looksLikeTitle } from './lines.ts'
import { type Meta, mergeMeta } from './meta.ts'
import { withoutReadMore } from './read-more.ts'
import type { Token } from './token.ts'

/** Lists of the page's margin stand behind its last post: short lines, none of them a sentence. */
const SHORT = 80
export const isMargin = (line: string): boolean => line.length <= SHORT && looksLikeTitle(line)

/** Whether a line ends a post, or its last words do. */
export const closes = (line: string | undefined, zone: string): boolean =>
  line !== undefined && (readCloser(line, zone) !== undefined || withoutReadMore(line) !== undefined)

export const indexesOfMarks = (tokens: readonly Token[]): number[] =>
  tokens.flatMap(({ mark }, index) => (mark === undefined ? [] : [index]))

export const between = (tokens: readonly Token[], from: number, to?: number): string[] =>
  tokens.slice(from, to).map(({ line }) => line)

/** The lines of the last post, and those behind its end. */
export const lastPost = (lines: readonly string[], zone: string): (readonly string[])[] => {
  const end = lines.findLastIndex((line) => closes(line, zone))
  const behind = lines.slice(end + 1)
  return end >= 0 && behind.every(isMargin) ? [lines.slice(0, end + 1), behind] : [lines, []]
}

/** Parts a post's own lines, title first, as far as the first line can be a title. A date may stand over it. */
export const titled = (lines: readonly string[], meta: Meta, zone: string): Draft => {
  const [first = '', ...rest] = lines
  const date = readDateLine(first, zone)
  if (date !== undefined && canBeTitle(rest[0] ?? '') && !closes(rest[0], zone))
    return titled(rest, mergeMeta(date, meta), zone)
  const text = rest.filter((line) => !closes(line, zone))
  const isTitle = !closes(first, zone) && (text.length > 0 ? canBeTitle(first) : looksLikeTitle(first))
  return isTitle ? { title: first, lines: rest, meta } : { title: '', lines, meta }
}
