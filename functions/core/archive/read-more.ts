import { isWebUrl } from '../canonical-url.ts'
import { plain } from './lines.ts'

// The words with which an archive page leads from the part of a story that it shows to the rest.

export const ARTICLE =
  '(?:articles?|stor(?:y|ies)|reports?|posts?|pieces?|op-?ed|editorial|interview|column|blog(?: post)?|text|entry)'
export const READ = '(?:[Cc]lick here to )?(?:[Rr]ead|[Vv]iew|[Ss]ee|[Ww]atch)'
export const WHOLE = '(?:the |this |full |complete |entire |whole |original |more |rest |of )'

const KEY = `(?:(?:click here to )?(?:continue|keep) reading|(?:click here to )?read (?:more|on|the rest(?: of (?:this|the) [\\w-]+)?|(?:(?:the|this) )?(?:(?:full|entire|whole|complete) )?${ARTICLE})|(?:view|see) (?:full )?(?:post|article|story|more)|learn more|full (?:story|article|post|text))(?: here)?`
const ARROWS = '[\\s»›→>…]'
const BEFORE = '(?:[\\s.…]*[→»›]\\s*)?'
const OWN_LINE: readonly RegExp[] = [
  new RegExp(`^${BEFORE}(?:${KEY}|more)\\s*(?:\\.|\\.{3})?${ARROWS}*$`, 'i'),
  /^to read (?:more|the (?:rest|full|whole|entire).{0,40}),? (?:please )?click here\.?$/i,
  new RegExp(`^${BEFORE}${KEY}:?\\s*[“"‘'].{1,300}[”"’']${ARROWS}*$`, 'i'),
  new RegExp(`^${KEY}\\s.{1,300}[»›→>]$`, 'i'),
  new RegExp(`^[.…\\s]*[→»]\\s*${KEY}: .{1,300}$`, 'i'),
  new RegExp(`^[([](?:${KEY}|more)\\s*(?:…|\\.{3})?${ARROWS}*[)\\]](?: about .{1,300})?$`, 'i'),
]
/** `Read more at NK News`, `Read the full Daily NK article`. */
const AT: readonly RegExp[] = [
  new RegExp(`^${READ} ${WHOLE}+(?:${ARTICLE} )?(?:here )?(?:at|on) (?<name>[^.!?]{2,60}?)${ARROWS}*$`),
  new RegExp(
    `^${READ} (?:the )?(?:full|whole|entire|complete|original) (?<name>[^.!?]{2,60}?) ${ARTICLE}${ARROWS}*$`,
  ),
]
/** `Read more: https://…`, or the address alone. */
const LINK =
  /^(?:(?:read more|full (?:story|article|text)|link|original|source|more) ?: *)?(?<url>https?:\/\/\S+)$/i
const INLINE: readonly RegExp[] = [
  new RegExp(
    `(?<=[.!?…”"’'»)\\]])\\s+${READ} ${WHOLE}+(?:${ARTICLE} )?(?:at|on) (?<name>\\p{Lu}[^.!?]{1,60})${ARROWS}*$`,
    'u',
  ),
  new RegExp(
    `(?<=[.!?…”"’'»)\\]])\\s+\\[${READ} (?:the )?(?:full|whole|entire|complete) (?<name>[^\\]]{2,60}?) ${ARTICLE}\\]$`,
  ),
  /(?<=[.!?…”"’'»)\]])\s+more\s*[»›→…]+$/i,
  new RegExp(`(?:\\s*\\.){0,3}\\s*[→»]\\s*${KEY}(?::? .{1,300})?$`, 'i'),
  new RegExp(`(?<=[.!?…:”"’'»)\\]])\\s+${KEY}\\s*(?:\\.{3})?${ARROWS}*$`, 'i'),
  new RegExp(`\\s+(?:Read [Mm]ore|Continue [Rr]eading|Keep [Rr]eading)(?:\\.{3})?${ARROWS}*$`),
  new RegExp(`\\s*[([]\\s?(?:${KEY}|more)\\s*(?:…|\\.{3})?${ARROWS}*[)\\]](?: about .{1,300})?$`, 'i'),
]

export interface ReadMore {
  readonly publisher?: string
  readonly url?: string
}

/** What a line of nothing else says: that the story goes on, and perhaps at whose, and where. */
export const readMoreLine = (line: string): ReadMore | undefined => {
  const url = LINK.exec(line)?.groups?.url
  if (url !== undefined && isWebUrl(url)) return { url }
  const publisher = AT.map((shape) => shape.exec(line)?.groups?.name).find(Boolean)
  if (publisher !== undefined) return { publisher }
  return OWN_LINE.some((shape) => shape.test(line)) ? {} : undefined
}

export interface Shortened {
  readonly text: string
  readonly publisher?: string
}

/** More characters than such words take, at a line's end. */
const TAIL = 400

/** A paragraph without the words behind it that lead to the rest of the story, and at whose; undefined when none do. */
export const withoutReadMore = (raw: string): Shortened | undefined => {
  const head = raw.slice(0, -TAIL)
  const tail = plain(raw.slice(-TAIL))
  for (const shape of INLINE) {
    const found = shape.exec(tail)
    const text = found === null ? '' : `${head}${tail.slice(0, found.index)}`.trimEnd()
    const publisher = found?.groups?.name?.trim()
    if (text !== '') return { text, ...(publisher && { publisher }) }
  }
  return undefined
}

/** Whether an excerpt stops with `[…]`. */
export const isCutShort = (line: string): boolean => /\[\s?(?:…|\.{3,4})\s?\]$/.test(line.slice(-10))

const LONG = 60
/** Whether a paragraph is an excerpt that a program cut: with `[…]`, or with dots behind many words. */
export const isExcerpt = (line: string): boolean =>
  isCutShort(line) || (line.length >= LONG && /(?:…|[^.]\.{3})$/.test(line.slice(-5)))
