import type { Account } from '../account.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const BURST_SECONDS = 3

/**
 * MaxSendRate and Max24HourSend, which count recipients, not calls. The rate may be exceeded "for short bursts":
 * a bucket of three seconds. A message of several recipients goes while anything is left and leaves a debt.
 * The day is a rolling window, kept by the minute.
 */
export const createQuota = (account: () => Account, history: { time: number; recipients: number }[]) => {
  const minutes = new Map<number, number>()
  let tokens = account().maxSendRate * BURST_SECONDS
  let refilledAt = Date.now()

  const count = (time: number, recipients: number) => {
    const minute = Math.floor(time / MINUTE)
    minutes.set(minute, (minutes.get(minute) ?? 0) + recipients)
  }
  for (const { time, recipients } of history) count(time, recipients)

  // A clock that was wound back leaves sends in the future: they do not belong to the last day either.
  const sentLast24Hours = () => {
    const now = Math.floor(Date.now() / MINUTE)
    let sum = 0
    for (const [minute, recipients] of minutes) {
      if (minute < now - DAY / MINUTE) minutes.delete(minute)
      else if (minute <= now) sum += recipients
    }
    return sum
  }
  const refill = () => {
    const now = Date.now()
    const rate = account().maxSendRate
    tokens = Math.min(rate * BURST_SECONDS, tokens + (Math.max(0, now - refilledAt) / 1000) * rate)
    refilledAt = now
  }

  return {
    sentLast24Hours,
    /** Debits the recipients of one message, or says which quota stands against it. */
    take(recipients: number): 'taken' | 'rate' | 'day' {
      const limit = account().max24HourSend
      if (limit !== -1 && sentLast24Hours() + recipients > limit) return 'day'
      refill()
      if (tokens < 1) return 'rate'
      tokens -= recipients
      count(Date.now(), recipients)
      return 'taken'
    },
  }
}

export type Quota = ReturnType<typeof createQuota>
