import type { Digest } from '#functions/core/digest.ts'
import { type Instant, plusDays, plusSeconds } from '#functions/core/instant.ts'

const HOUR = 3600

/** When a used-up quota has room again at the latest: SES counts the last 24 hours, so a day after the digest's first call, or in an hour if that is past. */
export const quotaReturns = ({ firstCallAt }: Pick<Digest, 'firstCallAt'>, now: Instant): Instant => {
  const soonest = plusSeconds(now, HOUR)
  const dayLater = plusDays(firstCallAt ?? now, 1)
  return dayLater > soonest ? dayLater : soonest
}
