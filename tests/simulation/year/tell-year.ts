import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Year } from './run-year.ts'

const countsOf = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, count]) => `${count} ${name}`).join(', ')

/** How many of some digests were sent, without round-ups. */
export const sentOf = (digests: readonly Digest[]): number =>
  digests.filter(({ status, kind }) => status === 'sent' && kind === 'regular').length

const row = (digest: Digest, entries: number | undefined): string => {
  const { date, kind, status, totals, reason = '' } = digest
  const accepted = totals === undefined ? '' : `${totals.accepted}/${totals.audience}`
  const cells = [
    date,
    kind.padEnd(8),
    status.padEnd(9),
    String(entries ?? '').padStart(7),
    accepted.padStart(9),
    reason,
  ]
  return `  ${cells.join('  ').trimEnd()}`
}

/** A year as a table a newsletter: each digest, then what became of the posts. */
export const tellYear = ({ verdicts, crashes, acts }: Year): string[] => [
  ...[...verdicts].flatMap(([slug, { digests, fates, entriesOf }]) => [
    `${slug}`,
    '  date        kind      status     entries   accepted  reason',
    ...digests.map((digest) => row(digest, entriesOf.get(digestKey(digest)))),
    `  ${sentOf(digests)} regular digests were sent`,
    `  posts: ${countsOf(fates)}`,
  ]),
  `editors: ${countsOf(acts)}; crashes: ${crashes}`,
]
