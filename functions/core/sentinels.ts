import { Invalid } from './errors.ts'

// While a template is rendered, what SES must fill stands between two ASCII control characters. Plain text has none
// (see plain-text.ts) and escaping removes them, so nothing that a post says can pass for one.
const OPEN = '\u0002'
const CLOSE = '\u0003'
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sentinels are control characters
const SENTINEL = /\u0002([^\u0002\u0003]*)\u0003/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sentinels are control characters
const BLOCK_WITH_BLANKS = /\s*(\u0002(?:[#/][^\u0003]*|else)\u0003)\s*/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sentinels are control characters
const ANY_SENTINEL = /[\u0002\u0003]/g
const ALONE_ON_A_LINE = /^[^\S\n]*\{\{(?:[#/][^}]*|else)\}\}[^\S\n]*$/m

export const sentinel = (expression: string): string => `${OPEN}${expression}${CLOSE}`

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '{': '&#123;',
  '}': '&#125;',
  '\\': '&#92;',
}

/** Text as HTML text or attribute value. Braces and backslashes become entities, so that SES sees none of them. */
export const escapeHtml = (text: string): string =>
  text.replace(ANY_SENTINEL, '').replace(/[&<>"'{}\\]/g, (character) => ENTITIES[character] ?? character)

const CONSTANT_NAMES: Record<string, string> = { '{': 'lb', '}': 'rb', '\\': 'bs' }

/** Text for a subject or text part, where entities do not work: SES fills the same characters in. */
export const escapeText = (text: string): string =>
  text.replace(ANY_SENTINEL, '').replace(/[{}\\]/g, (character) => sentinel(CONSTANT_NAMES[character] ?? ''))

const toGuards = (rendered: string): string =>
  rendered.replace(SENTINEL, (_, expression: string) => `{{${expression}}}`)

/** How deep guards stand open at the end of a template; NaN where one is closed that was not opened. */
const openGuards = (guarded: string): number => {
  let open = 0
  for (const [, sign] of guarded.matchAll(/\{\{([#/])/g)) {
    open += sign === '#' ? 1 : -1
    if (open < 0) return Number.NaN
  }
  return open
}

const checkedGuards = (rendered: string, part: string): string => {
  if (rendered.includes('{{') || rendered.includes('\\'))
    throw new Invalid(`The ${part} template holds a naked {{ or backslash, which SES would read as its own.`)
  const guarded = toGuards(rendered)
  // Handlebars swallows the whole line of a block tag that stands alone on it, which a preview could not show.
  if (ALONE_ON_A_LINE.test(guarded))
    throw new Invalid(`A guard of the ${part} template stands alone on a line.`)
  if (openGuards(guarded) !== 0)
    throw new Invalid(`A guard of the ${part} template is not opened as often as it is closed.`)
  return guarded
}

/** Rendered HTML with SES guards in place of sentinels. Blanks around block guards go: they stand between tags. */
export const guardHtml = (html: string): string =>
  checkedGuards(html.replace(BLOCK_WITH_BLANKS, '$1'), 'HTML')

/** A rendered subject or text part with SES guards in place of sentinels. */
export const guardText = (text: string): string => checkedGuards(text, 'text')
