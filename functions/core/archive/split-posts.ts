import { readCloser } from './closers.ts'
import type { Dialect } from './dialects.ts'
import { looksLikeTitle } from './lines.ts'
import type { Meta } from './meta.ts'
import { withoutReadMore } from './read-more.ts'

/** A line of a page with what the page's dialect reads in it. */
export interface Token {
  readonly line: string
  readonly mark?: Meta
}

/** A post before its end is read. `cut`: the page ends before the post does. */
export interface Draft {
  readonly title: string
  readonly lines: readonly string[]
  readonly meta: Meta
  readonly cut?: true
}

export interface Split {
  readonly drafts: readonly Draft[]
  /** Lines behind the last post that belong to none. */
  readonly left: readonly string[]
}

/** A first paragraph longer than this is no title. */
const LONGEST_TITLE = 300

/** Lists of the page's margin stand behind its last post: short lines, none of them a sentence. */
const SHORT = 80
const isMargin = (line: string): boolean => line.length <= SHORT && looksLikeTitle(line)

const closes = (line: string | undefined, zone: string): boolean =>
  line !== undefined && (readCloser(line, zone) !== undefined || withoutReadMore(line) !== undefined)

/** Parts what stands between two marks under titles: what is left of the one post, and the title of the next. */
const titleBehind = (lines: readonly string[], zone: string): { lines: readonly string[]; title: string } => {
  const last = lines.at(-1)
  const rest = lines.slice(0, -1)
  if (last === undefined || closes(last, zone)) return { lines, title: '' }
  const isTitle = closes(rest.at(-1), zone) ? last.length <= LONGEST_TITLE : looksLikeTitle(last)
  return isTitle ? { lines: rest, title: last } : { lines, title: '' }
}

const indexesOfMarks = (tokens: readonly Token[]): number[] =>
  tokens.flatMap(({ mark }, index) => (mark === undefined ? [] : [index]))

const between = (tokens: readonly Token[], from: number, to?: number): string[] =>
  tokens.slice(from, to).map(({ line }) => line)

/** The lines of the last post, and those behind its end. */
const lastPost = (lines: readonly string[], zone: string): Split['left'][] => {
  const end = lines.findLastIndex((line) => closes(line, zone))
  const behind = lines.slice(end + 1)
  return end >= 0 && behind.every(isMargin) ? [lines.slice(0, end + 1), behind] : [lines, []]
}

const splitUnderTitles = (tokens: readonly Token[], zone: string): Split => {
  const marks = indexesOfMarks(tokens)
  let { title } = titleBehind(between(tokens, 0, marks[0]), zone)
  const drafts: Draft[] = []
  let left: Split['left'] = []
  marks.forEach((index, number) => {
    const meta = tokens[index]?.mark ?? {}
    const next = marks[number + 1]
    const lines = between(tokens, index + 1, next)
    if (next === undefined) {
      const [own = [], behind = []] = lastPost(lines, zone)
      drafts.push({ title, lines: own, meta })
      left = behind
    } else {
      const parted = titleBehind(lines, zone)
      drafts.push({ title, lines: parted.lines, meta })
      title = parted.title
    }
  })
  return { drafts, left }
}

/** Parts a post's own lines, title first, as far as the first line can be a title. */
const titled = (lines: readonly string[], meta: Meta, zone: string): Draft => {
  const [first = '', ...rest] = lines
  const text = rest.filter((line) => !closes(line, zone))
  const isTitle =
    !closes(first, zone) && first.length <= LONGEST_TITLE && (text.length > 0 || looksLikeTitle(first))
  return isTitle ? { title: first, lines: rest, meta } : { title: '', lines, meta }
}

const splitOverTitles = (tokens: readonly Token[], zone: string): Split => {
  const marks = indexesOfMarks(tokens)
  const drafts = marks.map((index, number) => {
    const next = marks[number + 1]
    const lines = between(tokens, index + 1, next)
    const own = next === undefined ? (lastPost(lines, zone)[0] ?? lines) : lines
    return titled(own, tokens[index]?.mark ?? {}, zone)
  })
  return { drafts, left: [] }
}

const splitAtEnds = (tokens: readonly Token[], zone: string): Split => {
  const drafts: Draft[] = []
  let lines: string[] = []
  let meta: Meta | undefined
  const finish = (): void => {
    drafts.push(titled(lines, meta ?? {}, zone))
    lines = []
    meta = undefined
  }
  for (const { line, mark } of tokens) {
    // Several ends in a row, such as `Read more` and `Posted in News`, are one; the same end twice is two.
    const isFurtherEnd = (mark !== undefined || readCloser(line, zone) !== undefined) && !lines.includes(line)
    if (meta !== undefined && !isFurtherEnd) finish()
    lines.push(line)
    meta = mark ?? meta
  }
  if (meta !== undefined) finish()
  else if (!lines.every(isMargin)) drafts.push({ ...titled(lines, {}, zone), cut: true })
  else return { drafts, left: lines }
  return { drafts, left: [] }
}

const SPLIT = {
  'under the title': splitUnderTitles,
  'over the title': splitOverTitles,
  'at the end': splitAtEnds,
} as const

/** Parts a page into its posts by the marks of its dialect. */
export const splitPosts = (tokens: readonly Token[], marks: Dialect['marks'], zone: string): Split =>
  SPLIT[marks](tokens, zone)
