import { plain } from './lines.ts'

// The words with which an archive page leads from the part of a story that it shows to the rest.

export const ARTICLE =
  '(?:articles?|stor(?:y|ies)|reports?|posts?|pieces?|op-?ed|editorial|interview|column|blog(?: post)?|text|entry)'
export const READ = '(?:[Cc]lick here to )?(?:[Rr]ead|[Vv]iew|[Ss]ee|[Ww]atch)'
export const WHOLE = '(?:the |this |full |complete |entire |whole |original |more |rest |of )'

const KEY = `(?:(?:click here to )?(?:continue|keep) reading|(?:click here to )?read (?:more|on|the rest(?: of (?:this|the) [\\w-]+)?|(?:the )?(?:full|entire|whole|complete) ${ARTICLE}|(?:this|the) (?:post|article|entry|story))|view (?:full )?(?:post|article|story)|full (?:story|article|post|text))`
const ARROWS = '[\\s»›→>…]'
const BEFORE = '(?:[\\s.…]*[→»›]\\s*)?'
const OWN_LINE: readonly RegExp[] = [
  new RegExp(`^${BEFORE}(?:${KEY}|more)\\s*(?:\\.{3})?${ARROWS}*$`, 'i'),
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
const INLINE: readonly RegExp[] = [
  new RegExp(`(?:\\s*\\.){0,3}\\s*[→»]\\s*${KEY}(?::? .{1,300})?$`, 'i'),
  new RegExp(`(?<=[.!?…:”"’'»)\\]])\\s+${KEY}\\s*(?:\\.{3})?${ARROWS}*$`, 'i'),
  new RegExp(`\\s+(?:Read [Mm]ore|Continue [Rr]eading|Keep [Rr]eading)(?:\\.{3})?${ARROWS}*$`),
  new RegExp(`\\s*[([]\\s?(?:${KEY}|more)\\s*(?:…|\\.{3})?${ARROWS}*[)\\]](?: about .{1,300})?$`, 'i'),
]

/** What a line of nothing else says: that the story goes on, and perhaps at whose. */
export const readMoreLine = (line: string): { publisher?: string } | undefined => {
  const publisher = AT.map((shape) => shape.exec(line)?.groups?.name).find(Boolean)
  if (publisher !== undefined) return { publisher }
  return OWN_LINE.some((shape) => shape.test(line)) ? {} : undefined
}

/** A paragraph without the words behind it that lead to the rest of the story; undefined when none do. */
export const withoutReadMore = (raw: string): string | undefined => {
  const line = plain(raw)
  for (const shape of INLINE) {
    const text = line.replace(shape, '').trimEnd()
    if (text !== line && text !== '') return text
  }
  return undefined
}

/** Whether an excerpt stops with `[…]`. */
export const isCutShort = (line: string): boolean => /\[\s?(?:…|\.{3,4})\s?\]$/.test(line)

const LONG = 60
/** Whether a paragraph is an excerpt that a program cut: with `[…]`, or with dots behind many words. */
export const isExcerpt = (line: string): boolean =>
  isCutShort(line) || (line.length >= LONG && /(?:…|[^.]\.{3})$/.test(line))
