import type { Archive, Evidence, Heading, Zone } from './archive.ts'
import { isChrome, isPaging } from './chrome.ts'
import type { Dialect } from './dialect.ts'
import { DIALECTS } from './dialects.ts'
import { finishPost } from './finish-post.ts'
import { readHeading } from './heading.ts'
import { linesOf, plain } from './lines.ts'
import { splitPosts } from './split-posts.ts'
import type { Token } from './token.ts'
import { underHeading } from './under-heading.ts'
import { endWarnings, warningsOf } from './warnings.ts'

interface FoundHeading {
  readonly heading: Heading
  readonly line: string
  readonly index: number
}

/** At most this many lines of a page can be its heading; where more read as one, each is said of a post. */
const MOST_HEADINGS = 2

/** The page's heading: the first line that reads as one. */
const findHeading = (lines: readonly string[]): FoundHeading | undefined => {
  const found = lines.flatMap((line, index) => {
    const heading = readHeading(line)
    return heading === undefined ? [] : [{ heading, line, index }]
  })
  const [first] = found
  const kin = found.filter(({ heading }) => heading.kind === first?.heading.kind)
  return kin.length > MOST_HEADINGS ? undefined : first
}

interface Candidate {
  readonly dialect: Dialect
  readonly tokens: readonly Token[]
  readonly evidence: Evidence
  readonly weight: number
}

/** The page without what belongs to no post. */
const tokensOf = (dialect: Dialect, lines: readonly string[], zone: string): Token[] => {
  const all = lines.map((line) => ({ line, mark: dialect.mark(plain(line), zone) }))
  const tokens = all.filter(({ line, mark }) => mark !== undefined || !isChrome(line))
  return dialect.believed?.(tokens) ?? tokens
}

const candidateOf = (dialect: Dialect, lines: readonly string[], zone: string): Candidate => {
  const tokens = tokensOf(dialect, lines, zone)
  const marked = tokens.filter(({ mark }) => mark !== undefined)
  const marks = marked.length
  const evidence = { format: dialect.format, marks, ...(marks > 0 && { example: marked[0]?.line ?? '' }) }
  return { dialect, tokens, evidence, weight: dialect.weak ? marks / 2 : marks }
}

/** A page up to where it leads to others, behind its last post. A post's end tells that it is the last; a title does not. */
const withoutFoot = (lines: readonly string[], dialect: Dialect, zone: string): readonly string[] => {
  if (dialect.marks !== 'at the end') return lines
  const last = lines.findLastIndex((line) => dialect.mark(plain(line), zone) !== undefined)
  const foot = lines.findIndex((line, index) => index > last && isPaging(line))
  return foot < 0 ? lines : lines.slice(0, foot)
}

/** How many of a dialect's marks it takes to believe it: one under a heading, two without. */
const isEnough = ({ evidence, dialect }: Candidate, headed: boolean): boolean =>
  evidence.marks >= (headed && !dialect.weak ? 1 : 2)

/** Some programs set at a post's head what others set at its end; a page tells by its own first and last line. */
const marksOf = ({ dialect, tokens }: Candidate): Dialect['marks'] => {
  const isHead = tokens.at(0)?.mark !== undefined && tokens.at(-1)?.mark === undefined
  return dialect.marks === 'at the end' && isHead ? 'over the title' : dialect.marks
}

const readUnder = (lines: readonly string[], head: FoundHeading | undefined, zone: string): Archive => {
  const body = lines.slice((head?.index ?? -1) + 1)
  const candidates = DIALECTS.map((dialect) => candidateOf(dialect, withoutFoot(body, dialect, zone), zone))
  const evidence = candidates.map((one) => one.evidence)
  const [best] = candidates
    .filter((one) => isEnough(one, head !== undefined))
    .sort((one, other) => other.weight - one.weight)
  const known = { title: head?.line, heading: head?.heading, evidence }
  if (best === undefined) return { ...known, format: 'text', posts: [], warnings: [] }
  const split = splitPosts(best.tokens, { marks: marksOf(best), headed: head !== undefined, zone })
  const found = split.drafts.map((draft) => finishPost(draft, zone))
  return {
    ...known,
    format: best.dialect.format,
    posts: found
      .filter(({ title, text }) => title || text)
      .map((post, position) => ({ ...underHeading(post, head?.heading), position })),
    warnings: [...warningsOf(found), ...endWarnings(found, split)],
  }
}

/** Reads a page of copied text by the dialect that it has most marks of; a page without posts has none. */
export const readText = (page: string, { zone }: Zone): Archive => {
  const lines = linesOf(page)
  const head = findHeading(lines)
  const archive = readUnder(lines, head, zone)
  // What read as the heading stood behind the posts: a list in the page's margin.
  return archive.posts.length > 0 || head === undefined ? archive : readUnder(lines, undefined, zone)
}
