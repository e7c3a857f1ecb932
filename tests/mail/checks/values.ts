import type { Fault } from '#functions/core/checked-mail.ts'

/** Values that mail programs drop of properties that they know. caniemail tells properties apart, and of most no values. */
const DROPPED: readonly { readonly value: RegExp; readonly words: string }[] = [
  {
    value: /\bmargin(?:-\w+)?:[^;"}]*(?<![\w-])-\d[^;"}]*/,
    words: 'Gmail, Outlook and Yahoo drop a negative margin.',
  },
  {
    value: /\btext-align:\s*(?:start|end|match-parent)/,
    words: 'Outlook for Windows and Yahoo know left, right and center alone.',
  },
  { value: /\bfont-size:[^;"}]*(?:\drem|%)/, words: 'Outlook, Yahoo and Samsung want pixels.' },
  {
    value: /\bborder(?:-\w+)?:\s*(?:9|[1-9]\d+)px/,
    words: 'Outlook for Windows draws no border of more than 8 px.',
  },
]

/** Where a mail uses such a value. The reasons of caniemail-baseline.json rely on it that it does not. */
export const valueFaults = (html: string): Fault[] =>
  DROPPED.flatMap(({ value, words }) => {
    const [found] = value.exec(html) ?? []
    return found === undefined ? [] : [{ check: 'clients', words: `${words} The mail has “${found}”.` }]
  })
