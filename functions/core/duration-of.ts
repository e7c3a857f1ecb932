import { type Instant, msOf } from './instant.ts'
import { numberOf } from './number-of.ts'

/** From one instant to a later one, in whole minutes: `1 hour 12 minutes`. */
export const durationOf = (from: Instant, to: Instant): string => {
  const minutes = Math.floor((msOf(to) - msOf(from)) / 60_000)
  const parts = [
    [Math.floor(minutes / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const
  const told = parts.filter(([count]) => count > 0).map(([count, one]) => numberOf(count, one))
  return told.length === 0 ? 'less than a minute' : told.join(' ')
}
