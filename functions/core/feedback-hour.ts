import * as z from 'zod'
import { batchTag } from './batch.ts'
import type { EventSet } from './disposition.ts'
import type { FeedbackEvent } from './feedback-event.ts'
import { Instant } from './instant.ts'

/** The kinds of event that are counted by the hour. */
export const HOUR_SETS = [
  'sent',
  'delivered',
  'delayed',
  'bounced',
  'complained',
] as const satisfies EventSet[]
export type HourSet = (typeof HOUR_SETS)[number]

/** What SES told of an hour of a digest. A reader who complained was delivered to before, and counts in both. */
export const FeedbackHour = z.strictObject({
  /** The UTC hour's beginning. */
  hour: Instant,
  sent: z.int(),
  delivered: z.int(),
  delayed: z.int(),
  bounced: z.int(),
  complained: z.int(),
})
export type FeedbackHour = z.infer<typeof FeedbackHour>

export const hourOf = (instant: Instant): Instant => Instant.parse(`${instant.slice(0, 13)}:00:00.000Z`)

export const emptyHour = (hour: Instant): FeedbackHour => ({
  hour,
  sent: 0,
  delivered: 0,
  delayed: 0,
  bounced: 0,
  complained: 0,
})

const isHourSet = (set: EventSet | undefined): set is HourSet => HOUR_SETS.some((one) => one === set)

/** What events of which nobody told before add to the hours of each digest, by the time that each says, or now. One that comes twice among them counts once. */
export const hoursOf = (
  events: readonly Pick<FeedbackEvent, 'set' | 'entry' | 'at'>[],
  now: Instant,
): { readonly digest: string; readonly hour: FeedbackHour }[] => {
  const hours = new Map<string, { digest: string; hour: FeedbackHour }>()
  const seen = new Set<string>()
  for (const { set, entry, at = now } of events) {
    if (entry === undefined || !isHourSet(set)) continue
    const { digest, attempt } = entry.batch
    const name = [digest, attempt, batchTag(entry.batch), entry.stamp, set].join('|')
    if (seen.has(name)) continue
    seen.add(name)
    const key = `${digest}#${hourOf(at)}`
    const counted = hours.get(key) ?? { digest, hour: emptyHour(hourOf(at)) }
    counted.hour[set] += 1
    hours.set(key, counted)
  }
  return [...hours.values()]
}
