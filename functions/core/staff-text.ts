import type { Digest } from './digest.ts'
import { type DigestRef, digestKey } from './digest-key.ts'
import { oneLine, withoutAddresses } from './plain-text.ts'
import { wrapText } from './wrap-text.ts'

// The pieces of a mail to staff.

const COLUMNS = 72

export const paragraph = (text: string): string => wrapText(text, COLUMNS)

export const listed = (items: readonly string[]): string =>
  items.map((item) => `- ${wrapText(item, COLUMNS, '  ').trimStart()}`).join('\n')

/** A line that is opened or copied, and so never wrapped. */
export const toCopy = (line: string): string => `  ${line}`

const ACTS = '--as YOUR-NAME --why REASON'
const OPTIONS = {
  show: '',
  approve: '--as YOUR-NAME',
  hold: ACTS,
  resume: ACTS,
  skip: ACTS,
  cancel: ACTS,
  resend: `--uncertain ${ACTS}`,
  leave: `--uncertain ${ACTS}`,
} as const

/** What staff type to act on a digest. */
export const command = (verb: keyof typeof OPTIONS, digest: DigestRef): string =>
  toCopy(`gazette digest ${verb} ${digestKey(digest)} ${OPTIONS[verb]}`.trimEnd())

/** What people or SES wrote, as one line without addresses. */
export const quoted = (words: string): string => withoutAddresses(oneLine(words))

export const whyOf = ({ reason }: Pick<Digest, 'reason'>): string[] =>
  reason === undefined ? [] : [paragraph(`Why: ${quoted(reason)}`)]
