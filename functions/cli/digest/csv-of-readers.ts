import { stringify } from 'csv-stringify/sync'
import type { AddressedAccount } from '#functions/use-cases/addressed-readers.ts'

const COLUMNS = [
  'address',
  'reader',
  'disposition',
  'reason',
  'feedback',
  'batch',
  'due',
  'called',
  'events',
] as const

const cellsOf = (account: AddressedAccount): Record<(typeof COLUMNS)[number], string> => ({
  address: account.address,
  reader: account.reader,
  disposition: account.disposition,
  reason: account.reason ?? '',
  feedback: account.feedback,
  batch: account.batch ?? '',
  due: account.dueAt ?? '',
  called: account.calledAt ?? '',
  events: account.events.join(' '),
})

// An address may begin with = or +, which spreadsheets would take for a formula.
const csv = (accounts: readonly AddressedAccount[]): string =>
  stringify(accounts.map(cellsOf), { columns: [...COLUMNS], escape_formulas: true }).trimEnd()

/** Readers as CSV, some lines at once: first the columns' names. */
export async function* csvOfReaders(
  accounts: AsyncIterable<readonly AddressedAccount[]>,
): AsyncGenerator<string> {
  yield COLUMNS.join(',')
  for await (const some of accounts) if (some.length > 0) yield csv(some)
}
