import type { Evidence } from './archive.ts'
import type { Dialect } from './dialect.ts'
import { looksLikeTitle } from './lines.ts'
import type { PageLine } from './page-line.ts'
import { closes, indexesOfMarks } from './post-lines.ts'
import type { Token } from './token.ts'

/** A page as one dialect sees it. */
export interface Candidate {
  readonly dialect: Dialect
  readonly tokens: readonly Token[]
  readonly evidence: Evidence
  readonly weight: number
}

type Seen = PageLine & Token

/**
 * A page up to its foot: where it leads to other pages, or a list of its margin begins, behind the end of the last post.
 * A post that has no end is not cut at lines that might be its own.
 */
const withoutFoot = (lines: readonly Seen[], { marks }: Dialect): readonly Seen[] => {
  const last = lines.findLastIndex(({ mark }) => mark !== undefined)
  if (last < 0) return lines
  const end = lines.findLastIndex((line, index) => index > last && line.closes)
  const hasEnd = end >= 0 || marks === 'at the end'
  const foot = lines.findIndex(
    ({ paging, marginHead }, index) => index > Math.max(last, end) && (paging || (hasEnd && marginHead)),
  )
  return foot < 0 ? lines : lines.slice(0, foot)
}

/** What a dialect sees in a page: its marks among the lines that belong to posts. */
export const candidateOf = (dialect: Dialect, lines: readonly PageLine[], zone: string): Candidate => {
  const seen = lines.map((line) => ({ ...line, mark: dialect.mark(line.plain, zone) }))
  const own = withoutFoot(seen, dialect).filter(({ mark, chrome }) => mark !== undefined || !chrome)
  const all = own.map(({ line, mark }): Token => (mark === undefined ? { line } : { line, mark }))
  const tokens = dialect.believed?.(all) ?? all
  const marked = tokens.filter(({ mark }) => mark !== undefined)
  const marks = marked.length
  const evidence = { format: dialect.format, marks, ...(marks > 0 && { example: marked[0]?.line ?? '' }) }
  return { dialect, tokens, evidence, weight: dialect.weak ? marks / 2 : marks }
}

/** How many of a dialect's marks it takes to believe it: one under a heading, two without. */
export const isEnough = ({ evidence, dialect }: Candidate, headed: boolean): boolean =>
  evidence.marks >= (headed && !dialect.weak ? 1 : 2)

/**
 * Some programs set over a title, or at a post's end, what others set under it. A page tells by what stands before its
 * first mark and behind its last.
 */
export const placed = (
  { dialect: { marks }, tokens }: Candidate,
  zone: string,
): Pick<Dialect, 'marks'> & Pick<Candidate, 'tokens'> => {
  const at = indexesOfMarks(tokens)
  const most = (where: -1 | 1): boolean =>
    at.filter((index) => looksLikeTitle(tokens[index + where]?.line ?? '')).length * 2 > at.length
  const behind = tokens.slice((at.at(-1) ?? 0) + 1)
  const leads = at[0] === 0 && behind.length > 0
  if (leads && (marks === 'at the end' || (marks === 'under the title' && most(1))))
    return { marks: 'over the title', tokens }
  const ends = behind.length > 0 ? behind.every(({ line }) => closes(line, zone)) : !most(-1)
  const trails = (at[0] ?? 0) > 1 && ends
  if (marks === 'under the title' && trails)
    // The marks are no lines of the posts that they end.
    return {
      marks: 'at the end',
      tokens: tokens.map(({ line, mark }) => (mark ? { line: '', mark } : { line })),
    }
  return { marks, tokens }
}
