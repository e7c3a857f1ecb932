import * as z from 'zod'
import { Instant, msOf } from './instant.ts'

const SoftBounce = z.strictObject({
  /** As SES names the mail. */
  mail: z.string().max(200),
  at: Instant,
})

/** The soft bounces of an id in a row, oldest first: those after its last delivery that was looked at. There are few: who has enough of them is not mailed again. */
export const SoftRun = z.strictObject({
  bounces: z.array(SoftBounce),
  deliveredAt: Instant.optional(),
  version: z.int(),
})
export type SoftRun = z.infer<typeof SoftRun>

/** What an event says of an id's run, at its own time. */
export type SoftReport =
  | { readonly told: 'bounced'; readonly at: Instant; readonly mail: string }
  | { readonly told: 'delivered'; readonly at: Instant }

export const NO_RUN: SoftRun = { bounces: [], version: 0 }

export const isBouncing = ({ bounces }: SoftRun): boolean => bounces.length > 0

const byTime = (one: z.infer<typeof SoftBounce>, other: z.infer<typeof SoftBounce>): number =>
  one.at < other.at || (one.at === other.at && one.mail < other.mail) ? -1 : 1

/**
 * A run after an event; the same object where the event tells nothing new. A mail counts once, with its latest bounce, and a
 * delivery ends what was before it, so that neither the order in which events arrive nor their repetition matters.
 */
export const afterReport = (run: SoftRun, report: SoftReport): SoftRun => {
  const reached = report.told === 'delivered' ? report.at : undefined
  const deliveredAt = [run.deliveredAt, reached]
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1)
  const known =
    report.told === 'bounced' ? [...run.bounces, { mail: report.mail, at: report.at }] : run.bounces
  const latest = new Map(known.toSorted(byTime).map((bounce) => [bounce.mail, bounce]))
  const bounces = [...latest.values()]
    .filter(({ at }) => deliveredAt === undefined || at > deliveredAt)
    .toSorted(byTime)
  const after = { ...run, bounces, ...(deliveredAt && { deliveredAt }) }
  return JSON.stringify(after) === JSON.stringify(run) ? run : after
}

const ENOUGH = 5
const ENOUGH_DAYS = 14

/** Five in a row, from first to last over at least 14 days: the mailbox is given up. */
export const isEnough = ({ bounces }: SoftRun): boolean => {
  const [first, last] = [bounces.at(0), bounces.at(-1)]
  if (first === undefined || last === undefined || bounces.length < ENOUGH) return false
  return msOf(last.at) - msOf(first.at) >= ENOUGH_DAYS * 86_400_000
}
