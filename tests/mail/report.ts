import type { Fault } from '#functions/core/checked-mail.ts'
import { tableText } from '#tests/bench/report.ts'
import { CHECKS, type Found, faultsIn, isSkipped, skippedIn } from './found.ts'

/** What was found in a fixture. */
export interface Examined {
  readonly name: string
  /** Of the HTML that its first reader gets. */
  readonly bytes?: number | undefined
  readonly found: Found
}

const cellOf = (found: Found[keyof Found]): string => {
  if (found === undefined) return '–'
  if (isSkipped(found)) return 'skipped'
  return found.length === 0 ? 'ok' : String(found.length)
}

/** Fixtures by checks. */
export const reportTable = (examined: readonly Examined[]): string =>
  tableText({
    columns: ['fixture', 'kB', ...CHECKS],
    rows: examined.map(({ name, bytes, found }) => [
      name,
      bytes === undefined ? '–' : (bytes / 1000).toFixed(1),
      ...CHECKS.map((check) => cellOf(found[check])),
    ]),
  })

const linesOf = (faults: readonly Fault[]): string[] =>
  faults.map(({ check, words }) => `  ${check}: ${words}`)

/** The faults of each fixture in words, then those of all together. */
export const reportFaults = (examined: readonly Examined[], ofAll: readonly Fault[]): string[] => [
  ...examined.flatMap(({ name, found }) => {
    const faults = faultsIn(found)
    return faults.length === 0 ? [] : [name, ...linesOf(faults)]
  }),
  ...(ofAll.length === 0 ? [] : ['all fixtures', ...linesOf(ofAll)]),
]

/** How it ended, and what was not looked at. */
export const lastLine = (examined: readonly Examined[], ofAll: readonly Fault[]): string => {
  const count = examined.reduce((sum, { found }) => sum + faultsIn(found).length, ofAll.length)
  const reasons = examined.flatMap(({ found }) => skippedIn(found).map(({ skipped }) => skipped))
  const end = count === 0 ? 'No faults.' : count === 1 ? '1 fault.' : `${count} faults.`
  return [end, ...[...new Set(reasons)].map((reason) => `Skipped: ${reason}.`)].join(' ')
}
