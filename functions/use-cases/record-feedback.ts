import { normaliseAddress } from '#functions/core/address.ts'
import { batchTag } from '#functions/core/batch.ts'
import { type FeedbackEvent, type Fold, foldByBatch, type Verdict } from '#functions/core/feedback-event.ts'
import { type HealthChange, MOST_STOPPED } from '#functions/core/health.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import { leaveAll } from './leave-all.ts'
import { noteSoftBounce, type SoftBounceDeps } from './note-soft-bounce.ts'
import type { Alarm, Ledger, Log, Stamps } from './ports.ts'
import { suppress } from './suppress.ts'

interface Deps extends SoftBounceDeps {
  ledger: Ledger
  pepper: () => Promise<string>
  warn: Log
  alarm: Alarm
  report: (error: unknown) => unknown
}

/** Has something done to each reader of some addresses. */
const forEach = async (
  deps: Deps,
  { kind }: Verdict,
  addresses: readonly string[],
  act: (id: string) => Promise<void>,
): Promise<void> => {
  for (const address of addresses) {
    const normalised = normaliseAddress(address)
    // We mail to normal addresses alone, so this one is not a reader's.
    if (normalised === undefined) deps.warn('feedback on an odd address', { kind })
    else await act(readerIdOf(await deps.pepper(), normalised))
  }
}

/** What an event does to readers. Doing it again changes nothing. */
const applyToReaders = async (deps: Deps, { verdict, cause, soft }: FeedbackEvent): Promise<void> => {
  const { recipients, effect } = verdict
  if (cause !== undefined) await forEach(deps, verdict, recipients, (id) => suppress(deps)(id, cause))
  if (effect === 'unsubscribe') await forEach(deps, verdict, recipients, leaveAll(deps))
  if (soft !== undefined)
    await forEach(deps, verdict, soft.addresses, (id) => noteSoftBounce(deps)(id, soft.report))
}

/** What somebody should look at, one line a reason. */
const tell = ({ warn, alarm }: Deps, events: readonly FeedbackEvent[]): void => {
  const perReason = (say: Log, event: string, concerned: readonly FeedbackEvent[]) => {
    for (const [reason, all] of Map.groupBy(concerned, ({ verdict }) => verdict.reason))
      say(event, { reason, count: all.length })
  }
  const stopped = events.filter(({ verdict }) => verdict.effect === 'alarm')
  perReason(alarm, 'mail stopped by SES', stopped)
  perReason(
    warn,
    'odd feedback',
    events.filter(({ isOdd }) => isOdd),
  )
  const untagged = events.filter(({ verdict, entry }) => verdict.effect !== 'none' && entry === undefined)
  perReason(warn, 'feedback on mail without our tags', untagged)
}

/** What a batch's events add to its digest's health, judged by what was new, so that a repeated event counts once. */
const healthOf = ({ batch, events }: Fold<FeedbackEvent>, fresh: Stamps): HealthChange => {
  const isNew = ({ set, entry }: FeedbackEvent) =>
    set !== undefined && entry !== undefined && fresh[set]?.includes(entry.stamp) === true
  const stampsOf = (wanted: (event: FeedbackEvent) => boolean) =>
    new Set(events.filter((event) => isNew(event) && wanted(event)).map(({ entry }) => entry?.stamp ?? 0))
  const stopped = stampsOf(({ set }) => set === 'rejected' || set === 'renderingFailed')
  return {
    bounced: stampsOf(({ counts }) => counts === 'bounced').size,
    complained: stampsOf(({ counts }) => counts === 'complained').size,
    stopped: [...stopped].map((stamp) => `${batchTag(batch)}-${stamp}`).slice(0, MOST_STOPPED),
  }
}

const recordFold = async (deps: Deps, fold: Fold<FeedbackEvent>): Promise<void> => {
  const { batch, sets } = fold
  const {
    bounced = 0,
    complained = 0,
    stopped = [],
  } = healthOf(fold, await deps.ledger.addEvents(batch, sets))
  if (bounced + complained + stopped.length > 0)
    await deps.ledger.addHealth(batch.digest, { bounced, complained, stopped }, deps.clock())
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
    await Promise.all(foldByBatch(events).map((fold) => recordFold(deps, fold).catch(orElse(fold.events))))
    return [...failed]
  }
