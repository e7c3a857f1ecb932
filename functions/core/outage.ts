import { type Instant, msOf } from './instant.ts'

const HOUR_MS = 3_600_000

/** `13 hours`, `21 days`. */
const lengthOf = (ms: number): string => {
  const hours = Math.floor(ms / HOUR_MS)
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`
}

/** Why a digest that was being sent stops after an outage. */
export const outageWords = (since: Instant, now: Instant, batches: number): string => {
  const wait = batches === 1 ? '1 batch of it waits' : `${batches} batches of it wait`
  const length = lengthOf(msOf(now) - msOf(since))
  return `Nothing ran for ${length}, and ${wait}. Look whether it should still go out; resuming sends it.`
}
