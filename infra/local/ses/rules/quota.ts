import { type Account, sendQuotaOf } from '../account.ts'
import { bareAddress } from '../mime/bare-address.ts'
import { simulatorMailbox } from './address-rules.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const BURST_SECONDS = 3

/** Those of a message's recipients who count against the day: mail to the mailbox simulator does not. */
export const countedForDay = (recipients: string[]): number =>
  recipients.filter((recipient) => simulatorMailbox(bareAddress(recipient)) === undefined).length

/**
 * MaxSendRate and Max24HourSend, which count recipients, not calls. The rate may be exceeded "for short bursts":
 * a bucket of three seconds. A message of several recipients goes while anything is left and leaves a debt.
 * The day is a rolling window, kept by the minute.
 */
export const createQuota = (account: () => Account, history: { time: number; counted: number }[]) => {
  const minutes = new Map<number, number>()
  const limits = () => sendQuotaOf(account())
  let tokens = limits().maxSendRate * BURST_SECONDS
  let refilledAt = Date.now()

  const count = (time: number, counted: number) => {
    const minute = Math.floor(time / MINUTE)
    minutes.set(minute, (minutes.get(minute) ?? 0) + counted)
  }
  for (const { time, counted } of history) count(time, counted)

  // A clock that was wound back leaves sends in the future: they do not belong to the last day either.
  const sentLast24Hours = () => {
    const now = Math.floor(Date.now() / MINUTE)
    let sum = 0
    for (const [minute, counted] of minutes) {
      if (minute < now - DAY / MINUTE) minutes.delete(minute)
      else if (minute <= now) sum += counted
    }
    return sum
  }
  const refill = () => {
    const now = Date.now()
    const rate = limits().maxSendRate
    tokens = Math.min(rate * BURST_SECONDS, tokens + (Math.max(0, now - refilledAt) / 1000) * rate)
    refilledAt = now
  }

  return {
    sentLast24Hours,
    /** Debits the recipients of one message, or says which quota stands against it. */
    take(recipients: string[]): 'taken' | 'rate' | 'day' {
      const counted = countedForDay(recipients)
      const limit = limits().max24HourSend
      if (counted > 0 && limit !== -1 && sentLast24Hours() + counted > limit) return 'day'
      refill()
      if (tokens < 1) return 'rate'
      tokens -= recipients.length
      count(Date.now(), counted)
      return 'taken'
    },
  }
}

export type Quota = ReturnType<typeof createQuota>
