import { endsSentence } from './lines.ts'
import { dateIn, type FoundDate } from './local-date.ts'
import { type Meta, namesIn } from './meta.ts'

const PARTS = /\s*[|•·–—/]\s+|\s+[|•·–—/]\s*/
const COMMENTS =
  /^(?:(?:leave|add|post) (?:a|your) (?:comment|reply|response)|\d* ?(?:no )?(?:comments?|responses?|replies|views|likes)(?: off)?:?|\(?\d+\)?|permalink|edit)$/i
/** The words that may stand around a date: `by NAME`, `in NAMES`, `tagged NAMES`. */
const AROUND =
  /^(?:(?:on|at|posted|published)\s*)*(?:by(?:\s+(?<author>.{1,60}?))?)?(?:\s*(?:\b(?:filed\s+)?(?:in|under)|to)\b:?\s*(?<categories>.{0,200}?))?(?:\s*(?:and\s+)?tagged(?: with)?:?\s+(?<tags>.{1,200}?))?(?:\s+(?:on|at))?$/i

const around = (words: string): Meta | undefined => {
  const found = AROUND.exec(words.replace(/^[\s,:-]+|[\s,:-]+$/g, ''))?.groups
  if (found === undefined) return undefined
  const author = found.author?.trim()
  if (author !== undefined && endsSentence(author)) return undefined
  return {
    ...(author && { authors: [author] }),
    ...(found.categories && { categories: namesIn(found.categories) }),
    ...(found.tags && { tags: namesIn(found.tags) }),
  }
}

const metaOf = (part: string, zone: string, date: FoundDate | undefined): Meta | undefined => {
  if (COMMENTS.test(part)) return {}
  const found = date === undefined ? dateIn(part, zone) : undefined
  if (found === undefined) return around(part)
  const { before, after, publishedAt, datePrecision } = found
  const [left, right] = [around(before), around(after)]
  return left && right && { ...left, ...right, publishedAt, datePrecision }
}

export interface Byline {
  readonly meta: Meta
  /** Whether it names a date. */
  readonly dated: boolean
}

/**
 * What a line of date, author and categories says: `April 5, 2016 by Ada | News | 3 comments`. Undefined when any part
 * of it says something else.
 */
export const readByline = (line: string, zone: string): Byline | undefined => {
  let meta: Meta = {}
  for (const part of line.split(PARTS)) {
    const date = meta.publishedAt === undefined ? undefined : (meta as FoundDate)
    const found = metaOf(part.trim(), zone, date)
    if (found !== undefined) meta = { ...meta, ...found }
    // After a date a bare part is what the post is filed under.
    else if (meta.publishedAt !== undefined && part.length <= 80 && !endsSentence(part))
      meta = { ...meta, categories: namesIn(part) }
    else return undefined
  }
  return { meta, dated: meta.publishedAt !== undefined }
}
