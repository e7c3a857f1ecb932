import { readDateLine, readSigned } from './byline.ts'
import { readCloser } from './closers.ts'
import type { Draft, Page, Split } from './draft.ts'
import { looksLikeTitle } from './lines.ts'
import { type Meta, mergeMeta } from './meta.ts'
import { isMargin, titled } from './post-lines.ts'
import type { Token } from './token.ts'

const isDate = (line: string): boolean => readDateLine(line, 'UTC') !== undefined

const dateOf = ({ publishedAt, datePrecision }: Meta): Meta => ({ publishedAt, datePrecision })

const MOST_LINES_ABOUT = 8

/** Where the first post begins: behind the site's name and menu, or a few words about the archive or its author. */
const firstPostOf = (tokens: readonly Token[], { heading }: Page): readonly Token[] => {
  const isTitle = tokens.map(({ line, mark }) => mark === undefined && (looksLikeTitle(line) || isDate(line)))
  if (heading === undefined) {
    const text = isTitle.indexOf(false)
    // A date stands over the title or under it.
    const isDated = [1, 2].some((lines) => isDate(tokens[text - lines]?.line ?? ''))
    return tokens.slice(Math.max(0, text - (isDated ? 2 : 1)))
  }
  const about =
    heading.kind === 'author'
      ? tokens
          .slice(0, MOST_LINES_ABOUT)
          .findLastIndex(({ line }) => line.includes(heading.name) || /^(?:https?:|www\.)/.test(line))
      : -1
  const left = tokens.slice(about + 1)
  const isAbout = !isTitle[about + 1] && isTitle[about + 2] && left[0]?.mark === undefined
  return isAbout ? left.slice(1) : left
}

/** Parts a page whose marks stand at the ends of posts. */
export const splitAtEnds = (all: readonly Token[], page: Page): Split => {
  const { zone } = page
  const tokens = firstPostOf(all, page)
  const drafts: Draft[] = []
  let lines: string[] = []
  const ends = new Set<string>()
  let meta: Meta | undefined
  let day: Meta = {}
  const finish = (): void => {
    const draft = titled(lines, meta ?? {}, zone)
    // Where dates stand over titles, one of several posts of a day is printed with the first of them alone.
    if (isDate(lines[0] ?? '')) day = dateOf(draft.meta)
    drafts.push({ ...draft, meta: mergeMeta(day, draft.meta) })
    lines = []
    ends.clear()
    meta = undefined
  }
  for (const { line, mark } of tokens) {
    // Several ends in a row, such as `Read more` and `Posted in News`, are one; the same end twice is two.
    const isEnd =
      mark !== undefined || readCloser(line, zone) !== undefined || readSigned(line, zone) !== undefined
    if (meta !== undefined && (!isEnd || ends.has(line))) finish()
    if (line !== '') lines.push(line)
    if (isEnd) ends.add(line)
    meta = mark ?? meta
  }
  if (meta !== undefined) finish()
  else if (!lines.every(isMargin)) drafts.push({ ...titled(lines, {}, zone), cut: true })
  else return { drafts, left: lines }
  return { drafts, left: [] }
}
