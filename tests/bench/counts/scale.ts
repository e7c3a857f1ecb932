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

/** Of two short runs the CPU of the second may be the smaller, because its code was compiled by the first; then it grows with the readers. */
const cpuOf = (from: Sample, to: Sample, readers: number, of: (sample: Sample) => number): number =>
  of(to) > of(from) ? line(from, to, readers, of) : (of(to) * readers) / to.readers

/** A count for more readers than were tried, on the straight line through two samples. */
export const scaled = (from: Sample, to: Sample, readers: number, purpose: Purpose): Count => {
  const names = Object.keys(to.counts[purpose]) as (keyof Count)[]
  const values = names.map((name) => {
    const scale = name === 'cpuMs' ? cpuOf : line
    return [name, scale(from, to, readers, ({ counts }) => counts[purpose][name])]
  })
  return Object.fromEntries(values)
}
