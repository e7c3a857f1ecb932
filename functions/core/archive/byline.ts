import { endsSentence, plain } from './lines.ts'
import { dateIn, type FoundDate, withGapBehindYear } from './local-date.ts'
import { type Meta, namesIn } from './meta.ts'

const PARTS = /\s*[|•·⋅~–—/]\s+|\s+[|•·⋅~–—/]\s*/u
/** What stands behind all else: how many comments there are, or the wish for one. */
const COMMENTS =
  /[\s,;–—|•·-]*(?:\b(?:leave|add|post) (?:a|your) (?:comment|reply|response)|\b(?:\d+|no|one) (?:comments?|responses?|replies|views|likes)|\bcomments? off|\bcomments? \(?\d+\)?|\(\d+\)|\bpermalink|\bedit)[\s»↓→]*$/i
const TIME = /^(?:at )?\d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?$/i

/** A line without the number of a post's comments behind it. */
export const withoutComments = (line: string): string => line.replace(COMMENTS, '')

/** The words that may stand around a date: `by NAME`, `in NAMES`, `tagged NAMES`. */
const AROUND =
  /^(?:(?:on|at|posted|published)\s*)*(?:by:?(?:\s+(?<author>.{1,60}?))?)?(?:\s*(?:\b(?:filed\s+)?(?:in|under)|to)\b:?\s*(?<categories>.{0,200}?))?(?:\s*(?:and\s+)?tag(?:ged|s:)(?: with)?:?\s+(?<tags>.{1,200}?))?(?:\s+(?:on|at))?$/i

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

/** A name without “by”, as some themes set it behind the date. */
const NAME = /^\p{Lu}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*){0,3}$/u

const metaOf = (part: string, zone: string, date: FoundDate | undefined): Meta | undefined => {
  if (part === '' || (date !== undefined && TIME.test(part))) return {}
  const found = date === undefined ? dateIn(part, zone) : undefined
  if (found === undefined) return around(part)
  const { before, publishedAt, datePrecision } = found
  // Some themes print when a post was changed behind when it was published.
  const changed = dateIn(found.after, zone)
  const after = changed?.before === '' ? changed.after : found.after
  const left = around(before)
  const right = around(after) ?? (NAME.test(after) ? { authors: [after] } : undefined)
  return left && right && { ...left, ...right, publishedAt, datePrecision }
}

/** Dates that tell no day: `3 years ago`, `April 5`. */
const VAGUE =
  /\b(?:about )?(?:\d+|an?|one|two|three|last) (?:second|minute|hour|day|week|month|year)s? ago\b|\b(?:\d{1,2} )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,7}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?(?!\w)/gi
const LONGEST = 300

/**
 * What a line of date, author and categories says: `April 5, 2016 by Ada | News | 3 comments`. Undefined when any part
 * of it says something else.
 */
export const readByline = (line: string, zone: string): Meta | undefined => {
  if (line.length > LONGEST) return undefined
  let meta: Meta = {}
  const apart = withGapBehindYear(plain(line)).replace(/\b(on|by)(?=\p{Lu})/gu, '$1 ')
  const said = /\d{4}/.test(apart) ? apart : apart.replace(VAGUE, ' ')
  for (const part of withoutComments(said).split(PARTS)) {
    const date = meta.publishedAt === undefined ? undefined : (meta as FoundDate)
    const found = metaOf(part.trim(), zone, date)
    if (found !== undefined) meta = { ...meta, ...found }
    // After a date a bare part is what the post is filed under.
    else if (meta.publishedAt !== undefined && part.length <= 80 && !endsSentence(part))
      meta = { ...meta, categories: namesIn(part) }
    else return undefined
  }
  return meta
}

const LONGEST_DATE = 120

/** What a line says that may be the date over a title or under it; undefined when it names none. */
export const readDateLine = (line: string, zone: string): Meta | undefined => {
  const said = line.length <= LONGEST_DATE ? readByline(line, zone) : undefined
  return said?.publishedAt === undefined ? undefined : said
}

/** Whether a line is an author's name behind “by”, and no more. */
export const isSignature = (line: string): boolean =>
  /^[Bb]y:? \p{Lu}/u.test(line) && NAME.test(plain(line).replace(/^by:? /i, ''))

const SIGNED = /^(?:posted|published|last updated|updated|date)\b:?/i

/** What a line of author and date says that begins with such a word, or is a signature. */
export const readSigned = (line: string, zone: string): Meta | undefined => {
  const words = plain(line)
  if (isSignature(words)) return readByline(words, zone)
  return SIGNED.test(words) ? readByline(words.replace(SIGNED, '').trim(), zone) : undefined
}
