import type { Audience } from '#functions/core/audience.ts'
import { type Batch, batchTag, callIsOver, callOf, memberStanding, stampOf } from '#functions/core/batch.ts'
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
    const stamp = stampOf(call ?? 0, position)
    return {
      reader,
      ...memberStanding(batch, events, position, moment),
      batch: batchTag(batch),
      ...(dueAt && { dueAt }),
      ...(calledAt && { calledAt }),
      events: EVENT_SETS.filter((set) => events[set]?.has(stamp)),
    }
  }
}

/** Readers whose rows can be read together, in the order of their ids. */
interface Accounts extends Pick<Batch, 'members' | 'span'> {
  readonly accounts: readonly ReaderAccount[]
}

/** Readers excluded at the freeze who are answered at once. */
const TOGETHER = 100
/** The span of readers who lie anywhere among all of the newsletter. */
export const ANYWHERE = Number.POSITIVE_INFINITY

const excludedAs =
  (reason: string) =>
  (reader: string): ReaderAccount => ({
    reader,
    disposition: 'excluded',
    reason,
    feedback: 'none',
    events: [],
  })

/** Every reader of a sealed audience: those in batches, batch by batch, then who was excluded at the freeze. */
export async function* accountsByBatch(
  deps: AccountDeps,
  digest: Digest,
  audience: Audience,
): AsyncGenerator<Accounts> {
  const key = digestKey(digest)
  for await (const { batch, events } of deps.ledger.batches(key, audience.attempt)) {
    const account = accountOf(deps, digest, audience.waves[batch.wave]?.dueAt, batch, events)
    yield { members: batch.members, span: batch.span, accounts: batch.members.map(account) }
  }
  for (const [reason, ids] of Object.entries(await deps.ledger.excluded(key, audience.attempt)))
    for (let start = 0; start < ids.length; start += TOGETHER) {
      const members = ids.slice(start, start + TOGETHER)
      yield { members, span: ANYWHERE, accounts: members.map(excludedAs(reason)) }
    }
}

/** The same, one by one. */
export async function* accountForReaders(
  deps: AccountDeps,
  digest: Digest,
  audience: Audience,
): AsyncGenerator<ReaderAccount> {
  for await (const { accounts } of accountsByBatch(deps, digest, audience)) yield* accounts
}
