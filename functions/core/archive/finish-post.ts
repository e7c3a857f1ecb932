import type { SubmittedPost } from '../post.ts'
import { isSignature, readByline, readSigned } from './byline.ts'
import { readCloser } from './closers.ts'
import type { Draft } from './draft.ts'
import { type Meta, mergeMeta } from './meta.ts'
import { isCutShort, withoutReadMore } from './read-more.ts'

/** What a line under a title says before the text: date, author, categories. */
const openingOf = (line: string, meta: Meta, zone: string): Meta | undefined => {
  const closer = readCloser(line, zone)
  if (closer?.kind === 'filing') return closer.meta
  const byline = readByline(line, zone)
  const isNew = byline?.publishedAt === undefined ? isSignature(line) : meta.publishedAt === undefined
  return isNew ? byline : undefined
}

const readOpening = (lines: readonly string[], meta: Meta, zone: string): { meta: Meta; lines: string[] } => {
  let opening = meta
  for (const [index, line] of lines.entries()) {
    const found = openingOf(line, opening, zone)
    if (found === undefined) return { meta: opening, lines: lines.slice(index) }
    opening = mergeMeta(opening, found)
  }
  return { meta: opening, lines: [] }
}

/** More lines than that end no post; a page of nothing else is no reason to look at each again. */
const MOST_ENDINGS = 20
const ADDRESS = /https?:\/\//i

const readEnd = (lines: readonly string[], zone: string): { meta: Meta; lines: string[] } => {
  const text = [...lines]
  const found: Meta[] = []
  const kept: string[] = []
  for (let isFiled = false; found.length < MOST_ENDINGS; ) {
    const last = text.at(-1) ?? ''
    const closer = readCloser(last, zone)
    const short = withoutReadMore(last)
    // Newer themes print date and author between the text and what the post is filed under.
    const signed = isFiled ? readSigned(last, zone) : undefined
    if (closer !== undefined || signed !== undefined) {
      found.unshift(closer?.meta ?? signed ?? {})
      text.pop()
      // The text keeps the address of its source: several posts may tell of one article, which is none of theirs.
      if (closer?.kind === 'credit' && ADDRESS.test(last)) kept.unshift(last)
      isFiled ||= closer?.kind === 'filing'
    } else if (short !== undefined) {
      const { publisher } = short
      found.unshift({
        continues: publisher === undefined || !last.endsWith(']'),
        ...(publisher && { publisher }),
      })
      text.splice(-1, 1, short.text)
    } else break
  }
  if (isCutShort(text.at(-1) ?? '')) found.push({ continues: true })
  return { meta: mergeMeta(...found), lines: [...text, ...kept] }
}

/** The post that a draft is, with what its first and last lines say of it. */
export const finishPost = ({ title, lines, meta }: Draft, zone: string): SubmittedPost => {
  const opening = readOpening(lines, meta, zone)
  const end = readEnd(opening.lines, zone)
  return { ...mergeMeta(opening.meta, end.meta), title, text: end.lines.join('\n\n') }
}
