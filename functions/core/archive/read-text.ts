import type { Archive, Zone } from './archive.ts'
import { candidateOf, isEnough, placed } from './candidate.ts'
import { DIALECTS } from './dialects.ts'
import { type FoundHeading, findHeading } from './find-heading.ts'
import { finishPost } from './finish-post.ts'
import { linesOf } from './lines.ts'
import { withoutOwnTitles } from './own-titles.ts'
import { type PageLine, pageLine } from './page-line.ts'
import { splitPosts } from './split-posts.ts'
import { underHeading } from './under-heading.ts'
import { endWarnings, warningsOf } from './warnings.ts'

const readUnder = (lines: readonly PageLine[], head: FoundHeading | undefined, zone: string): Archive => {
  const body = lines.slice((head?.index ?? -1) + 1)
  const candidates = DIALECTS.map((dialect) => candidateOf(dialect, body, zone))
  const evidence = candidates.map((one) => one.evidence)
  const [best] = candidates
    .filter((one) => isEnough(one, head !== undefined))
    .sort((one, other) => other.weight - one.weight)
  const known = { title: head?.line, heading: head?.heading, evidence }
  if (best === undefined) return { ...known, format: 'text', posts: [], warnings: [] }
  const { marks, tokens } = placed(best, zone)
  const split = splitPosts(tokens, { marks, heading: head?.heading, zone })
  const found = split.drafts.map((draft) => finishPost(draft, zone))
  const incomplete = endWarnings(found, split)
  return {
    ...known,
    format: best.dialect.format,
    posts: found
      .map((post, position) => ({ ...underHeading(post, head?.heading), position }))
      .filter(({ title, text }) => title || text),
    warnings: [...warningsOf(found), ...incomplete],
    incomplete,
  }
}

/** Reads a page of copied text by the dialect that it has most marks of; a page without posts has none. */
export const readText = (page: string, { zone }: Zone): Archive => {
  const lines = withoutOwnTitles(linesOf(page)).map(pageLine(zone))
  const head = findHeading(lines, zone)
  const archive = readUnder(lines, head, zone)
  // What read as the heading stood behind the posts: a list in the page's margin.
  return archive.posts.length > 0 || head === undefined ? archive : readUnder(lines, undefined, zone)
}
