import { type Instant, msOf, plusDays } from './instant.ts'

/** A warm-up: readers who became active after `coldSince` were never mailed, and come in day by day. */
export interface Ramp {
  readonly startedAt: Instant
  readonly coldSince: Instant
}

export interface ColdReader {
  readonly id: string
  /** When they consented, as far as that is known. */
  readonly consentAt: Instant | undefined
}

/** So many new readers at once go without a ramp. */
export const MOST_COLD = 1000
const FIRST_DAY = 500
const DAY_MS = 86_400_000

/** Readers who may be new on a day of the ramp, counted from 0: 500, and twice as many each day. */
const newOn = (day: number): number => FIRST_DAY * 2 ** Math.min(day, 30)

export interface RampDay {
  readonly dueAt: Instant
  readonly readers: readonly string[]
}

const byConsent = (one: ColdReader, other: ColdReader): number => {
  // Whose consent has no date is taken for the youngest.
  const [a, b] = [one.consentAt ?? '9', other.consentAt ?? '9']
  if (a !== b) return a < b ? -1 : 1
  return one.id < other.id ? -1 : 1
}

/** Shares cold readers out over the days from a digest's due time to the next slot, oldest consent first. Who finds no room is excluded this time. */
export const rampDays = (
  ramp: Ramp,
  cold: readonly ColdReader[],
  dueAt: Instant,
  nextSlot: Instant,
): { days: RampDay[]; excluded: string[] } => {
  const readers = cold.toSorted(byConsent).map(({ id }) => id)
  const days: RampDay[] = []
  const age = Math.max(0, Math.floor((msOf(dueAt) - msOf(ramp.startedAt)) / DAY_MS))
  let taken = 0
  for (let day = 0; taken < readers.length && plusDays(dueAt, day) < nextSlot; day += 1) {
    const today = readers.slice(taken, taken + newOn(age + day))
    days.push({ dueAt: plusDays(dueAt, day), readers: today })
    taken += today.length
  }
  return { days, excluded: readers.slice(taken) }
}
