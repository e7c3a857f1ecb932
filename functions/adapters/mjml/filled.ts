import { sentinel } from '#functions/core/sentinels.ts'

// In a sentence, what SES fills in stands between two control characters until the sentence is escaped.
const MARK = '\u0001'

/** The place of a reader's own value in a sentence. */
export const toFill = (name: string): string => `${MARK}${name}${MARK}`

/** A sentence, escaped, with sentinels in its places. */
export const withSentinels = (text: string, escapeValue: (text: string) => string): string =>
  text
    .split(MARK)
    .map((part, index) => (index % 2 === 0 ? escapeValue(part) : sentinel(part)))
    .join('')
