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

/** Whether every guard is closed, none that was not opened, and each has one alternative at most. */
const areBalanced = (guarded: string): boolean => {
  const alternatives: number[] = []
  for (const [, sign] of guarded.matchAll(/\{\{([#/]|else)/g)) {
    if (sign === '#') alternatives.push(0)
    else if (sign === '/') {
      if (alternatives.pop() === undefined) return false
    } else {
      const seen = alternatives.pop()
      if (seen !== 0) return false
      alternatives.push(1)
    }
  }
  return alternatives.length === 0
}

const checkedGuards = (rendered: string, part: string): string => {
  if (rendered.includes('{{') || rendered.includes('\\'))
    throw new Invalid(`The ${part} template holds a naked {{ or backslash, which SES would read as its own.`)
  const guarded = toGuards(rendered)
  // Handlebars swallows the whole line of a block tag that stands alone on it, which a preview could not show.
  if (ALONE_ON_A_LINE.test(guarded))
    throw new Invalid(`A guard of the ${part} template stands alone on a line.`)
  if (!areBalanced(guarded))
    throw new Invalid(
      `A guard of the ${part} template is not opened as often as it is closed, or has two alternatives.`,
    )
  return guarded
}

/** Rendered HTML with SES guards in place of sentinels. Blanks around block guards go: they stand between tags. */
export const guardHtml = (html: string): string =>
  checkedGuards(html.replace(BLOCK_WITH_BLANKS, '$1'), 'HTML')

/** A rendered subject or text part with SES guards in place of sentinels. */
export const guardText = (text: string): string => checkedGuards(text, 'text')
