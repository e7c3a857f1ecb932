import { addTo, type Matrix } from './matrix.ts'
import { runSeed } from './run-seed.ts'

export interface Totals {
  seeds: number
  breaches: number
  readers: number
  mails: number
  steps: number
  matrix: Matrix
}

export const noTotals = (): Totals => ({ seeds: 0, breaches: 0, readers: 0, mails: 0, steps: 0, matrix: {} })

export const addTotals = (sum: Totals, other: Totals): void => {
  sum.seeds += other.seeds
  sum.breaches += other.breaches
  sum.readers += other.readers
  sum.mails += other.mails
  sum.steps += other.steps
  addTo(sum.matrix, other.matrix)
}

export interface Share {
  readonly from: number
  readonly seeds: number
  /** Every so many seeds one is this share's. */
  readonly stride: number
  /** Ends after the first seed with a breach. */
  readonly untilBreach: boolean
}

/** Runs a share of the seeds one after the other, telling each breach. */
export const runSeeds = async (
  { from, seeds, stride, untilBreach }: Share,
  tell: (line: string) => void,
): Promise<Totals> => {
  const totals = noTotals()
  for (let seed = from; seed < from + seeds; seed += stride) {
    const run = await runSeed(seed)
    for (const words of run.breaches) tell(`seed ${seed}: ${words}`)
    const { matrix, readers, accepted: mails, steps, breaches } = run
    addTotals(totals, { seeds: 1, breaches: breaches.length, readers, mails, steps, matrix })
    if (untilBreach && breaches.length > 0) break
  }
  return totals
}
