import { type Audience, excludedCount } from '#functions/core/audience.ts'
import { type Batch, callIsOver, memberStanding } from '#functions/core/batch.ts'
import type { Digest, FeedbackTotals, Totals } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { addUp, type Standing } from '#functions/core/disposition.ts'
import type { ExclusionReason } from '#functions/core/exclusion.ts'
import { MOST_NAMED, type UndecidedReader, undecidedIn } from '#functions/core/undecided.ts'
import type { Clock, Ledger } from './ports.ts'

export interface CountDeps {
  ledger: Ledger
  clock: Clock
  callLeaseSeconds: number
  /** How long an uncertain reader may wait for an event before the digest closes without. */
  uncertainSeconds: number
}

export interface Count {
  readonly totals: Totals
  readonly feedback: FeedbackTotals
  /** The excluded by reason, at the freeze or since. */
  readonly excluded: Partial<Record<ExclusionReason, number>>
  /** Of the uncertain, those whom an admin decided to leave so. */
  readonly left: number
  /** The first of those about whom an admin may decide, by batch. */
  readonly undecided: UndecidedReader[]
  /** The batches in which somebody waits. */
  readonly waiting: Batch[]
  /** An uncertain reader may still be settled by an event. */
  readonly mayStillSettle: boolean
}

/** Counts how all readers of a sealed audience stand now. */
export const countReaders = async (deps: CountDeps, digest: Digest, audience: Audience): Promise<Count> => {
  const now = deps.clock()
  const cancelled = digest.status === 'cancelled'
  const standings: Pick<Standing, 'disposition'>[] = []
  const feedback = { delayed: 0, delivered: 0, bounced: 0, complained: 0 }
  const excluded: Count['excluded'] = { ...audience.excluded }
  const waiting: Batch[] = []
  const undecided: UndecidedReader[] = []
  let left = 0
  let mayStillSettle = false
  for await (const { batch, events } of deps.ledger.batches(digestKey(digest), audience.attempt)) {
    const moment = { callIsOver: callIsOver(batch, deps.callLeaseSeconds, now), cancelled }
    const own = batch.members.map((_, position) => memberStanding(batch, events, position, moment))
    for (const standing of own) {
      standings.push({ disposition: standing.disposition })
      if (standing.feedback !== 'none') feedback[standing.feedback] += 1
      if (standing.disposition === 'uncertain' && standing.reason === 'left') left += 1
      if (standing.disposition === 'excluded') {
        const reason = standing.reason as ExclusionReason
        excluded[reason] = (excluded[reason] ?? 0) + 1
      }
    }
    if (undecided.length < MOST_NAMED) undecided.push(...undecidedIn(batch, own))
    if (own.some(({ disposition }) => disposition === 'waiting')) waiting.push(batch)
    if (own.some(({ disposition, reason }) => disposition === 'uncertain' && reason !== 'left'))
      mayStillSettle ||= !callIsOver(batch, deps.uncertainSeconds, now)
  }
  const totals = addUp(excludedCount(audience), standings)
  return {
    totals,
    feedback,
    excluded,
    left,
    undecided: undecided.slice(0, MOST_NAMED),
    waiting,
    mayStillSettle,
  }
}
