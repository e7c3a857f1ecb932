import { isSignature, readSigned } from './byline.ts'
import { readCloser } from './closers.ts'
import type { Draft, Page, Split } from './draft.ts'
import { canBeTitle, looksLikeTitle } from './lines.ts'
import { type Meta, mergeMeta, namesIn } from './meta.ts'
import { between, closes, indexesOfMarks, lastPost } from './post-lines.ts'
import type { Token } from './token.ts'

/** After the end of a post whatever comes is the next one's title, but a paragraph. */
const LONGEST_TITLE = 300
const LONGEST_KICKER = 80

interface Behind {
  readonly lines: readonly string[]
  readonly title: string
  readonly meta: Meta
}

/** Parts what stands between two marks under titles: what is left of the one post, and the title of the next, perhaps with a line of what that is filed under. */
const titleBehind = (lines: readonly string[], zone: string): Behind => {
  const last = lines.at(-1)
  const rest = lines.slice(0, -1)
  if (last === undefined) return { lines, title: '', meta: {} }
  const closer = readCloser(last, zone)
  const said =
    closer?.kind === 'filing' ? closer.meta : isSignature(last) ? readSigned(last, zone) : undefined
  if (said !== undefined && looksLikeTitle(rest.at(-1) ?? '')) {
    const behind = titleBehind(rest, zone)
    if (behind.title !== '') return { ...behind, meta: mergeMeta(behind.meta, said) }
  }
  if (closes(last, zone)) return { lines, title: '', meta: {} }
  // Between the end of a post and a title stands at most what the next is filed under.
  const over = rest.at(-1) ?? ''
  if (
    over.length <= LONGEST_KICKER &&
    closes(rest.at(-2), zone) &&
    !closes(over, zone) &&
    looksLikeTitle(over) &&
    looksLikeTitle(last)
  )
    return { lines: rest.slice(0, -1), title: last, meta: { categories: namesIn(over) } }
  const isTitle = closes(rest.at(-1), zone) ? last.length <= LONGEST_TITLE : looksLikeTitle(last)
  return isTitle ? { lines: rest, title: last, meta: {} } : { lines, title: '', meta: {} }
}

/** The title of the first post: the last line before its mark, whatever the page says before. */
const firstTitle = (lines: readonly string[], zone: string): Behind => {
  const behind = titleBehind(lines, zone)
  const last = lines.at(-1) ?? ''
  return behind.title === '' && canBeTitle(last) && !closes(last, zone) ? { ...behind, title: last } : behind
}

/** Parts a page whose marks stand under titles. */
export const splitUnderTitles = (tokens: readonly Token[], { zone }: Page): Split => {
  const marks = indexesOfMarks(tokens)
  let head = firstTitle(between(tokens, 0, marks[0]), zone)
  const drafts: Draft[] = []
  let left: Split['left'] = []
  marks.forEach((index, number) => {
    const { title } = head
    const meta = mergeMeta(head.meta, tokens[index]?.mark ?? {})
    const next = marks[number + 1]
    const lines = between(tokens, index + 1, next)
    if (next === undefined) {
      const [own = [], behind = []] = lastPost(lines, zone)
      drafts.push({ title, lines: own, meta })
      left = behind
    } else {
      head = titleBehind(lines, zone)
      drafts.push({ title, lines: head.lines, meta })
    }
  })
  return { drafts, left }
}
