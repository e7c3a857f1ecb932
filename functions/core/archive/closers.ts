import { isWebUrl } from '../canonical-url.ts'
import { readByline } from './byline.ts'
import { endsSentence, plain } from './lines.ts'
import { type Meta, namesIn } from './meta.ts'

// The lines that may end a post: who published the story, that it goes on elsewhere, what it is filed under.

export type CloserKind = 'credit' | 'read-more' | 'filing'
export interface Closer {
  readonly kind: CloserKind
  readonly meta: Meta
}

const ARTICLE =
  '(?:articles?|stor(?:y|ies)|reports?|posts?|pieces?|op-?ed|editorial|interview|column|blog(?: post)?|text|entry)'
const READ = '(?:[Cc]lick here to )?(?:[Rr]ead|[Vv]iew|[Ss]ee|[Ww]atch)'
const WHOLE = '(?:the |this |full |complete |entire |whole |original |more |rest |of )*'
// Articles are named in lower case: in “The Washington Post” the last word belongs to the name.
const NAMED: readonly RegExp[] = [
  new RegExp(`^${READ} ${WHOLE}(?:${ARTICLE} )?(?:here )?(?:at|from|in|on|by) (?<name>.+)$`),
  new RegExp(`^(?:${READ} |(?:[Ff]ull|[Ee]ntire|[Oo]riginal) )${WHOLE}(?<name>.+?)(?: ${ARTICLE})?$`),
  new RegExp(
    `^(?:[Ee]xcerpts?|[Ee]xtracts?) (?:of|from) (?:an? |the (?=.* ${ARTICLE}$))?(?<name>.+?)(?: ${ARTICLE})?$`,
  ),
  /^(?:[Vv]ia|[Ff]rom|[Ss]ource):? (?<name>.+)$/,
  /^(?<name>.+)$/,
]
const NAMELESS = new RegExp(
  `^(?:click (?:here )?(?:to|for) )?(?:read|view|see|continue|full|more)(?: (?:the|this|full|complete|entire|whole|original|more|rest|of|here|on|reading|${ARTICLE}))*(?:…|\\.{3})?$`,
  'i',
)
const NO_NAME =
  /^(?:update|updated|note|edit|editor|photo|image|video|ad|sic|ellipsis|caption|translation|citation|h\/?t)\b|[:;]$|^[\d\W_]+$/i
const LONGEST_NAME = 80

const creditOf = (inside: string): Closer | undefined => {
  const words = inside.trim()
  if (NAMELESS.test(words)) return { kind: 'read-more', meta: { continues: true } }
  const name =
    NAMED.map((shape) => shape.exec(words)?.groups?.name)
      .find(Boolean)
      ?.trim() ?? ''
  const isName = name !== '' && name.length <= LONGEST_NAME && !NO_NAME.test(name) && !endsSentence(name)
  return isName ? { kind: 'credit', meta: { publisher: name } } : undefined
}

const BRACKETS = /^\[([^[\]]+)\]\.?$/
const SOURCE =
  /^\(?(?:original )?(?:sources?|via|published by|originally published (?:by|in|at)) ?: *(?<name>.+?)\)?$/i
const ADDRESS = /https?:\/\/\S+/i

const sourceOf = (name: string): Closer | undefined => {
  const url = ADDRESS.exec(name)?.[0].replace(/[).,;]+$/, '')
  const publisher = name
    .replace(ADDRESS, '')
    .replace(/^[\s(–—:,-]+|[\s(–—:,-]+$/g, '')
    .trim()
  const known = url !== undefined && isWebUrl(url)
  if ((publisher === '' && !known) || publisher.length > LONGEST_NAME || endsSentence(publisher))
    return undefined
  return { kind: 'credit', meta: { ...(publisher !== '' && { publisher }), ...(known && { url }) } }
}

const KEY = `(?:(?:click here to )?(?:continue|keep) reading|(?:click here to )?read (?:more|on|the rest(?: of (?:this|the) [\\w-]+)?|(?:the )?(?:full|entire|whole|complete) ${ARTICLE}|(?:this|the) (?:post|article|entry|story))|view (?:full )?(?:post|article|story)|full (?:story|article|post|text)|more)`
const ARROWS = '[\\s»›→>…]'
const READ_MORE: readonly RegExp[] = [
  new RegExp(`^${KEY}\\s*(?:\\.{3})?${ARROWS}*$`, 'i'),
  new RegExp(`^${KEY}:?\\s*[“"‘'].{1,300}[”"’']${ARROWS}*$`, 'i'),
  new RegExp(`^${KEY}\\s.{1,300}[»›→>]$`, 'i'),
  new RegExp(`^[([]${KEY}\\s*(?:…|\\.{3})?${ARROWS}*[)\\]](?: about .{1,300})?$`, 'i'),
]
/** `Read more at NK News`, `Read the full Daily NK article`. */
const READ_AT = [
  new RegExp(`^${READ} ${WHOLE}(?:${ARTICLE} )?(?:here )?(?:at|on) (?<name>[^.!?]{2,60}?)${ARROWS}*$`),
  new RegExp(
    `^${READ} (?:the )?(?:full|whole|entire|complete|original) (?<name>[^.!?]{2,60}?) ${ARTICLE}${ARROWS}*$`,
  ),
]
const INLINE = new RegExp(
  `(?:(?<=[.!?…:”"’'»)\\]])\\s+${KEY}\\s*(?:\\.{3})?${ARROWS}*|\\s+(?:Read [Mm]ore|Continue [Rr]eading|Keep [Rr]eading|Read the [Rr]est)(?: of this \\w+)?(?:\\.{3})?${ARROWS}*|\\s*[([]\\s?(?:read )?more\\s*(?:…|\\.{3})?${ARROWS}*[)\\]](?: about .{1,300})?)$`,
  'i',
)
const CUT = /(?:\[\s?(?:…|\.{3,4})\s?\])$/

/** A paragraph without the words behind it that lead to the rest of the story; undefined when none do. */
export const withoutReadMore = (raw: string): string | undefined => {
  const line = plain(raw)
  const text = line.replace(INLINE, '').trimEnd()
  return text === line || text === '' ? undefined : text
}

/** Whether an excerpt stops with `[…]`. */
export const isCutShort = (line: string): boolean => CUT.test(line)

const FILED =
  /^(?<entry>this (?:entry|post) was )?(?:posted|filed|published|categori[sz]ed)(?: on (?<on>.+?))? ?(?:in|under|as):? (?<rest>.+)$/i
const LISTS: readonly (readonly ['categories' | 'tags', RegExp])[] = [
  ['categories', /^(?:categor(?:y|ies)|filed under|topics?|sections?) ?: *(.+)$/i],
  ['tags', /^(?:tags?|tagged(?: with| as)?|labels?|keywords?) ?: *(.+)$/i],
  ['tags', /^tagged(?: with| as)? ([^.]{1,200})$/i],
]
const SIGNED = /^posted by (?<author>.{1,60}?) at \d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?(?: .{0,60})?$/i
const FOOT = /\.? (?:bookmark the|follow any|you can follow|both comments|permalink).*$/i
const PARTS = /\s*[|•·]\s*/

const filedIn = (part: string, zone: string): Meta | undefined => {
  const { entry, on = '', rest = '' } = FILED.exec(part.replace(FOOT, ''))?.groups ?? {}
  if (entry !== undefined && rest.endsWith('.')) return filedIn(part.replace(FOOT, '').slice(0, -1), zone)
  if (rest === '' || rest.length > 300 || endsSentence(rest)) return undefined
  const [, names = '', behind = ''] = /^(.*?)((?: (?:on|by) .*)?)$/i.exec(rest) ?? []
  const [, categories = '', tags] = /^(.*?)(?:,? and tagged(?: with)? (.+))?$/i.exec(names) ?? []
  const byline = readByline(`${on} ${behind}`.trim(), zone)
  return {
    ...byline?.meta,
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

/** What of a line is said by its parts: `Posted in A, B | Tagged c | Leave a comment`. */
const filingOf = (line: string, zone: string): Closer | undefined => {
  const author = SIGNED.exec(line)?.groups?.author
  if (author !== undefined) return { kind: 'filing', meta: { authors: [author] } }
  const [first = '', ...others] = line.split(PARTS)
  const found = listOf(first) ?? filedIn(first, zone)
  if (found === undefined) return undefined
  const more = others.map((part) => listOf(part) ?? filedIn(part, zone) ?? {})
  return { kind: 'filing', meta: Object.assign({}, found, ...more) }
}

/** What a line says as one that ends a post; undefined when it is none. */
export const readCloser = (raw: string, zone: string): Closer | undefined => {
  const line = plain(raw)
  const inside = BRACKETS.exec(line)?.[1]
  const credit = inside === undefined ? undefined : creditOf(inside)
  if (credit !== undefined) return credit
  if (READ_MORE.some((shape) => shape.test(line))) return { kind: 'read-more', meta: { continues: true } }
  const publisher = READ_AT.map((shape) => shape.exec(line)?.groups?.name).find(Boolean)
  if (publisher !== undefined) return { kind: 'read-more', meta: { publisher, continues: true } }
  const source = SOURCE.exec(line)?.groups?.name
  if (source !== undefined) return sourceOf(source)
  return filingOf(line, zone)
}
