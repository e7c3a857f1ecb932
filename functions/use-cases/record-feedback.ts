import { batchTag } from '#functions/core/batch.ts'
import { type FeedbackEvent, type Fold, foldByBatch } from '#functions/core/feedback-event.ts'
import { hoursOf } from '#functions/core/feedback-hour.ts'
import { type HealthChange, MOST_STOPPED } from '#functions/core/health.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import { type LeaveAllDeps, leaveAll } from './leave-all.ts'
import { noteSoftBounce, type SoftBounceDeps } from './note-soft-bounce.ts'
import type { Alarm, Ledger, Log, Stamps } from './ports.ts'
import { suppress } from './suppress.ts'

interface Deps extends SoftBounceDeps, LeaveAllDeps {
  ledger: Ledger
  pepper: () => Promise<string>
  warn: Log
  alarm: Alarm
  report: (error: unknown) => unknown
}

/** What an event does to readers. Doing it again changes nothing. */
const applyToReaders = async (
  deps: Deps,
  { verdict, cause, addresses = [], at, soft }: FeedbackEvent,
): Promise<void> => {
  const idOf = async (address: string) => readerIdOf(await deps.pepper(), address)
  for (const address of addresses) {
    const id = await idOf(address)
    if (cause !== undefined) await suppress(deps)(id, cause, at)
    if (verdict.effect === 'unsubscribe') await leaveAll(deps)(id, at)
  }
  for (const address of soft?.addresses ?? [])
    if (soft !== undefined) await noteSoftBounce(deps)(await idOf(address), soft.report)
}

type Test = (event: FeedbackEvent) => boolean

const isStopped: Test = ({ verdict }) => verdict.effect === 'alarm'
const isUntagged: Test = ({ verdict, entry }) => verdict.effect !== 'none' && entry === undefined
/** Such as one that is our own fault. */
const isNotCounted: Test = ({ verdict, soft }) => verdict.effect === 'count-soft' && soft === undefined

/** What somebody should look at, one line a reason. */
const tell = ({ warn, alarm }: Deps, events: readonly FeedbackEvent[]): void => {
  const say = (log: Log, what: string, test: Test): void => {
    const reasons = Map.groupBy(events.filter(test), ({ verdict }) => verdict.reason)
    for (const [reason, { length: count }] of reasons) log(what, { reason, count })
  }
  say(alarm, 'mail stopped by SES', isStopped)
  say(warn, 'odd feedback', ({ isOdd }) => isOdd === true)
  say(warn, 'feedback on mail without our tags', isUntagged)
  say(warn, 'soft bounce that does not count', isNotCounted)
}

/** The events of a batch of which nobody told before. */
const freshOf = ({ events }: Fold<FeedbackEvent>, fresh: Stamps): FeedbackEvent[] => {
  const isNew = ({ set, entry }: FeedbackEvent) =>
    set !== undefined && entry !== undefined && fresh[set]?.includes(entry.stamp) === true
  return events.filter(isNew)
}

/** What a batch's events add to its digest's health, judged by what was new, so that a repeated event counts once. */
const healthOf = ({ batch }: Fold<FeedbackEvent>, fresh: readonly FeedbackEvent[]): HealthChange => {
  const stampsOf = (wanted: (event: FeedbackEvent) => boolean) =>
    new Set(fresh.filter(wanted).map(({ entry }) => entry?.stamp ?? 0))
  const stopped = stampsOf(({ set }) => set === 'rejected' || set === 'renderingFailed')
  return {
    bounced: stampsOf(({ counts }) => counts === 'bounced').size,
    complained: stampsOf(({ counts }) => counts === 'complained').size,
    stopped: [...stopped].map((stamp) => `${batchTag(batch)}-${stamp}`).slice(0, MOST_STOPPED),
  }
}

/** Answers the events of which nobody told before. */
const recordFold = async (deps: Deps, fold: Fold<FeedbackEvent>): Promise<FeedbackEvent[]> => {
  const { batch, sets } = fold
  const fresh = freshOf(fold, await deps.ledger.addEvents(batch, sets))
  const { bounced = 0, complained = 0, stopped = [] } = healthOf(fold, fresh)
  if (bounced + complained + stopped.length > 0)
    await deps.ledger.addHealth(batch.digest, { bounced, complained, stopped }, deps.clock())
  return fresh
}

/** Counts events by the hour, for a picture alone: the ledger stays the truth. Where a worker dies, or a write fails, between the two, the picture lacks them for good; recorded again they would be no news. */
const addHours = async (deps: Deps, fresh: readonly FeedbackEvent[]): Promise<void> => {
  for (const { digest, hour } of hoursOf(fresh, deps.clock()))
    await deps.ledger.addFeedbackHour(digest, hour).catch(deps.report)
}

/** Records a window of SES events: what they do to readers first, then one write for each batch that they speak of. Answers the events that could not be recorded; recording one again does no harm. */
export const recordFeedback =
  (deps: Deps) =>
  async (events: readonly FeedbackEvent[]): Promise<FeedbackEvent[]> => {
    const failed = new Set<FeedbackEvent>()
    const orElse = (concerned: readonly FeedbackEvent[]) => (error: unknown) => {
      deps.report(error)
      for (const event of concerned) failed.add(event)
    }
    tell(deps, events)
    for (const event of events) await applyToReaders(deps, event).catch(orElse([event]))
    const fresh: FeedbackEvent[] = []
    const record = async (fold: Fold<FeedbackEvent>) => {
      fresh.push(...(await recordFold(deps, fold)))
    }
    await Promise.all(foldByBatch(events).map((fold) => record(fold).catch(orElse(fold.events))))
    await addHours(deps, fresh)
    return [...failed]
  }
