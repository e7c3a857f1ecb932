import type { CheckedMail, Fault, MailView } from '#functions/core/checked-mail.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sentinels are control characters
const SENTINEL = /[\u0001-\u0003]/
const GUARD = /\{\{(?:#if \w+|#unless \w+|else|\/if|\/unless|\w+)\}\}/g

/** Where SES would read a brace or backslash as its own: anywhere but in a style sheet, whose braces stand alone. */
const nakedIn = (html: string): string | undefined =>
  /[^<>]{0,20}[{}\\][^<>]{0,20}/.exec(html.replace(GUARD, '').replace(/<style[\s\S]*?<\/style>/g, ''))?.[0]

/** What was to be filled in or replaced, and was not. */
const leftIn = (part: string): string | undefined =>
  SENTINEL.test(part) ? 'a sentinel' : /\{\{|\{%|%\}/.exec(part.replace(/<style[\s\S]*?<\/style>/g, ''))?.[0]

/** Nothing of the machinery is left in a view's HTML and subject; in the text people may write braces, so that it is looked at with its guards. */
export const leftoverFaults = ({ parts }: CheckedMail, { html = '', subject }: MailView): Fault[] => {
  const naked = nakedIn(parts.html ?? '')
  const unfilled = leftIn(html) ?? (SENTINEL.test(subject + parts.text) ? 'a sentinel' : undefined)
  const text = /\{\{|\\/.exec(parts.text.replace(GUARD, ''))?.[0]
  return [
    ...(naked === undefined
      ? []
      : [`The HTML template holds a naked brace or backslash, in “${naked.trim()}”. Write it as an entity.`]),
    ...(unfilled === undefined ? [] : [`The mail still holds ${unfilled}, which was to be replaced.`]),
    ...(text === undefined ? [] : [`The text template holds a naked ${text}.`]),
  ].map((words) => ({ check: 'leftovers', words }))
}
