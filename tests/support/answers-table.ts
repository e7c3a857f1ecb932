import { CODES } from '#functions/core/disposition.ts'
import { type Consequence, EXCEPTIONS, STATUSES } from '#functions/core/ses-answers.ts'

const FOLLOWS: Readonly<Record<string, string>> = {
  accepted: 'accepted',
  retry: 'waits, and is called again',
  'slow-down': 'waits, is called again, and the pace is halved',
  quota: 'the digest pauses until the quota has room',
  pause: 'the digest pauses for a person',
}

const follows = (consequence: Consequence): string =>
  typeof consequence === 'string'
    ? (FOLLOWS[consequence] ?? consequence)
    : `fails: ${CODES[consequence.fails].reason}`

/** The table of SES's answers as `docs/sending.md` prints it. */
export const answersTable = (): string => {
  const rows = [...Object.entries(STATUSES), ...Object.entries(EXCEPTIONS)].map(
    ([name, { consequence, means }]) => [`\`${name}\``, means, follows(consequence)],
  )
  const all = [['SES says', 'which means', 'the reader, or the digest'], ...rows]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => [...(row[column] ?? '')].length)))
  const line = (row: readonly string[]) =>
    `| ${row.map((text, column) => text + ' '.repeat((widths[column] ?? 0) - [...text].length)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(all[0] ?? []), rule, ...rows.map(line)].join('\n')
}
