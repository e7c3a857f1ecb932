import type { SubmittedPost } from '../post.ts'
import { readByline } from './byline.ts'
import { readCloser } from './closers.ts'
import type { Draft } from './draft.ts'
import { plain } from './lines.ts'
import { type Meta, mergeMeta } from './meta.ts'
import { isCutShort, withoutReadMore } from './read-more.ts'

/** What stands under a title before the text: date, author, categories. */
const readOpening = (lines: readonly string[], meta: Meta, zone: string): { meta: Meta; lines: string[] } => {
  let opening = meta
  for (const [index, line] of lines.entries()) {
    const closer = readCloser(line, zone)
    const byline = readByline(plain(line), zone)
    const found =
      closer?.kind === 'filing'
        ? closer.meta
        : opening.publishedAt === undefined && byline?.dated
          ? byline.meta
          : undefined
    if (found === undefined) return { meta: opening, lines: lines.slice(index) }
    opening = mergeMeta(opening, found)
  }
  return { meta: opening, lines: [] }
}

const readEnd = (lines: readonly string[], zone: string): { meta: Meta; lines: string[] } => {
  const text = [...lines]
  const found: Meta[] = []
  for (;;) {
    const last = text.at(-1) ?? ''
    const closer = readCloser(last, zone)
    const short = withoutReadMore(last)
    if (closer !== undefined) {
      found.unshift(closer.meta)
      text.pop()
    } else if (short !== undefined) {
      found.unshift({ continues: true })
      text.splice(-1, 1, short)
    } else break
  }
  if (isCutShort(text.at(-1) ?? '')) found.push({ continues: true })
  return { meta: mergeMeta(...found), lines: text }
}

/** The post that a draft is, with what its first and last lines say of it. */
export const finishPost = ({ title, lines, meta }: Draft, zone: string): SubmittedPost => {
  const opening = readOpening(lines, meta, zone)
  const end = readEnd(opening.lines, zone)
  return { ...mergeMeta(opening.meta, end.meta), title, text: end.lines.join('\n\n') }
}
