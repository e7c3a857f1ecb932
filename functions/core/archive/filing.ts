import { readByline, withoutComments } from './byline.ts'
import { endsSentence } from './lines.ts'
import { type Meta, namesIn } from './meta.ts'

// The lines by which blog programs say what a post is filed under: `Posted in A, B | Tagged c | Leave a comment`.

const FILED =
  /^(?<entry>this (?:entry|post) was )?(?:posted|filed|published|categori[sz]ed)(?: on (?<on>.+?))? ?(?:in|under|as):? (?<rest>.+)$/i
/** Copying loses the blank between the words and a link. */
const JOINED = /^Posted in(?=\p{Lu})/u
const LISTS: readonly (readonly ['categories' | 'tags' | 'authors', RegExp])[] = [
  ['authors', /^(?:authors?|written by|by) ?: *(.+)$/i],
  ['categories', /^(?:categor(?:y|ies)|filed under|topics?|sections?) ?: *(.+)$/i],
  ['tags', /^(?:tags?|tagged(?: with| as)?|labels?|keywords?) ?: *(.+)$/i],
  ['tags', /^tagged(?: with| as)? ([^.]{1,200})$/i],
  // Newer themes print the words without a colon, for those who listen to the page.
  ['categories', /^Categories (\p{Lu}[^.]{0,200})$/u],
  ['tags', /^Tags (\S[^.]{0,200})$/u],
  ['authors', /^Author (\p{Lu}[\p{L} .'’-]{1,60})$/u],
]
const SIGNED = /^posted by (?<author>.{1,60}?) at \d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?(?: .{0,60})?$/i
const FOOT = /\.? (?:bookmark the|follow any|you can follow|both comments|permalink).*$/i
const PARTS = /\s*[|•·⋅]\s*/u

const filedIn = (part: string, zone: string): Meta | undefined => {
  const words = part.replace(FOOT, '').replace(JOINED, 'Posted in ')
  const { entry, on = '', rest = '' } = FILED.exec(words)?.groups ?? {}
  if (entry !== undefined && rest.endsWith('.')) return filedIn(words.slice(0, -1), zone)
  if (rest === '' || rest.length > 300 || endsSentence(rest)) return undefined
  const [, names = '', behind = ''] = /^(.*?)((?: (?:on|by) .*)?)$/i.exec(rest) ?? []
  const [, categories = '', tags] =
    /^(.*?)(?:(?:,?\s+|\s*,\s*)(?:and )?tag(?:ged|s:)(?: with)?:? (.+))?$/i.exec(names) ?? []
  const byline = readByline(`${on} ${behind}`.trim(), zone)
  return {
    ...byline,
    categories: namesIn(byline === undefined ? rest : categories),
    ...(tags !== undefined && { tags: namesIn(tags) }),
  }
}

const listOf = (part: string): Meta | undefined => {
  for (const [field, shape] of LISTS) {
    const list = shape.exec(part)?.[1]
    if (list !== undefined && list.length <= 300 && !endsSentence(list)) return { [field]: namesIn(list) }
  }
  return undefined
}

/** What a line says of a post's categories, tags, author and date by its parts; undefined when it says none. */
export const readFiling = (line: string, zone: string): Meta | undefined => {
  const author = SIGNED.exec(line)?.groups?.author
  if (author !== undefined) return { authors: [author] }
  const [first = '', ...others] = withoutComments(line).split(PARTS)
  const found = listOf(first) ?? filedIn(first, zone)
  if (found === undefined) return undefined
  const more = others.map((part) => listOf(part) ?? filedIn(part, zone) ?? {})
  return Object.assign({}, found, ...more)
}
