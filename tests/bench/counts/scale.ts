import type { Count, Counts, Purpose } from './meter.ts'

/** What was counted for some readers. */
export interface Sample {
  readonly readers: number
  readonly counts: Counts
}

const line = (from: Sample, to: Sample, readers: number, of: (sample: Sample) => number): number => {
  const slope = (of(to) - of(from)) / (to.readers - from.readers)
  return Math.max(0, of(to) + slope * (readers - to.readers))
}

/** A count for more readers than were tried, on the straight line through two samples. */
export const scaled = (from: Sample, to: Sample, readers: number, purpose: Purpose): Count => {
  const names = Object.keys(to.counts[purpose]) as (keyof Count)[]
  const values = names.map((name) => [name, line(from, to, readers, ({ counts }) => counts[purpose][name])])
  return Object.fromEntries(values)
}
