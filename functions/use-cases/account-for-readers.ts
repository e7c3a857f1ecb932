import type { Audience } from '#functions/core/audience.ts'
import { type Batch, batchTag, callIsOver, callOf, markOf, memberStanding } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import {
  type Disposition,
  EVENT_SETS,
  type EventSet,
  type EventSets,
  type Feedback,
} from '#functions/core/disposition.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Clock, Ledger } from './ports.ts'

export interface AccountDeps {
  ledger: Ledger
  clock: Clock
  callLeaseSeconds: number
}

/** What became of one reader in one digest. */
export interface ReaderAccount {
  readonly reader: string
  readonly disposition: Disposition
  readonly reason?: string
  readonly feedback: Feedback
  /** `wave-number`; absent for who was excluded at the freeze. */
  readonly batch?: string
  readonly dueAt?: Instant
  /** When the reader's latest call began. */
  readonly calledAt?: Instant
  /** What SES reported of that call's mail. */
  readonly events: readonly EventSet[]
}

const accountOf = (
  deps: AccountDeps,
  digest: Digest,
  dueAt: Instant | undefined,
  batch: Batch,
  events: EventSets,
) => {
  const moment = {
    callIsOver: callIsOver(batch, deps.callLeaseSeconds, deps.clock()),
    cancelled: digest.status === 'cancelled',
  }
  return (reader: string, position: number): ReaderAccount => {
    const call = callOf(batch, position)
    const calledAt = call === undefined ? undefined : batch.calls[call]?.at
    const mark = markOf(call ?? 0, position)
    return {
      reader,
      ...memberStanding(batch, events, position, moment),
      batch: batchTag(batch),
      ...(dueAt && { dueAt }),
      ...(calledAt && { calledAt }),
      events: EVENT_SETS.filter((set) => events[set]?.has(mark)),
    }
  }
}

/** Every reader of a sealed audience, one by one: those in batches in their order, then who was excluded at the freeze. */
export async function* accountForReaders(
  deps: AccountDeps,
  digest: Digest,
  audience: Audience,
): AsyncGenerator<ReaderAccount> {
  const key = digestKey(digest)
  for await (const { batch, events } of deps.ledger.batches(key, audience.attempt))
    yield* batch.members.map(accountOf(deps, digest, audience.waves[batch.wave]?.dueAt, batch, events))
  for (const [reason, ids] of Object.entries(await deps.ledger.excluded(key, audience.attempt)))
    for (const reader of ids) yield { reader, disposition: 'excluded', reason, feedback: 'none', events: [] }
}
