import { readCloser } from './closers.ts'
import type { Draft, Page, Split } from './draft.ts'
import { looksLikeTitle } from './lines.ts'
import type { Meta } from './meta.ts'
import { isMargin, titled } from './post-lines.ts'
import type { Token } from './token.ts'

/** Where the first post begins: behind the site's name and menu, or a few words about the archive. */
const firstPostOf = (tokens: readonly Token[], headed: boolean): readonly Token[] => {
  const isTitle = tokens.map(({ line, mark }) => mark === undefined && looksLikeTitle(line))
  if (headed) return !isTitle[0] && isTitle[1] && tokens[0]?.mark === undefined ? tokens.slice(1) : tokens
  const text = isTitle.indexOf(false)
  return tokens.slice(Math.max(0, text - 1))
}

/** Parts a page whose marks stand at the ends of posts. */
export const splitAtEnds = (all: readonly Token[], { zone, headed }: Page): Split => {
  const tokens = firstPostOf(all, headed)
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
