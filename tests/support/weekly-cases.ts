import { existsSync, readFileSync } from 'node:fs'

/** A weekly slot around a clock change, and the instants at which its local time was recorded to come. */
export interface WeeklyCase {
  zone: string
  transitionUtc: string
  kind: string
  case: string
  weekday: string
  localTime: string
  runs: { localDate: string; utcInstantsWithThatLocalTime: string[] }[]
}

const FILE = new URL('../../../shared/inputs/dst/weekly-cases.json', import.meta.url)
/** None where the file is absent. */
export const weeklyCases: WeeklyCase[] = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : []

/** Whether this runtime's time-zone data, read without our code, shows the recorded local time at the recorded instants. */
export const isKnownHere = ({ zone, localTime, runs }: WeeklyCase): boolean => {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  return runs
    .flatMap((run) => run.utcInstantsWithThatLocalTime)
    .every((instant) => clock.format(new Date(instant)) === localTime)
}
