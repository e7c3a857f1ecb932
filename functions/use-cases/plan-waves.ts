import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { ExclusionReason } from '#functions/core/exclusion.ts'
import { type Instant, plusDays, toInstant } from '#functions/core/instant.ts'
import { dueTimes } from '#functions/core/local-due.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { type ColdReader, MOST_COLD, type Ramp, rampDays } from '#functions/core/ramp.ts'
import { KEY_RANGES } from '#functions/core/reader-id.ts'
import { slotsBetween } from '#functions/core/slots.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { Digests, Ledger, Subscribers } from './ports.ts'

interface Deps {
  digests: Digests
  subscribers: Subscribers
  ledger: Ledger
}

/** When a reader is due, which is their wave; or `ramp` for who is left out this time. */
export type DueOf = (reader: Subscriber) => Instant | 'ramp'

/** Why a reader is not to be mailed at a time. */
export type Excludes = (reader: Subscriber, at: Instant) => ExclusionReason | undefined

const BEGINNING = toInstant(0)
/** A year of weekly digests: many in a row may have been skipped. */
const LOOK_BACK = 53
const LONGEST_SLOT_DAYS = 40

/** When the last digest that was sent of an earlier slot was frozen: who became active later was never mailed. That of the other kind in the same slot is for others. */
const lastSealedAt = async (deps: Deps, digest: Digest): Promise<Instant> => {
  for (const earlier of await deps.digests.latest(digest.newsletter, LOOK_BACK)) {
    if (earlier.date === digest.date || earlier.firstCallAt === undefined) continue
    const audience = await deps.ledger.audience(digestKey(earlier))
    if (audience !== undefined) return audience.sealedAt
  }
  return BEGINNING
}

const coldReaders = async (
  deps: Deps,
  digest: Digest,
  excludes: Excludes,
  dueAt: Instant,
  since: Instant,
): Promise<ColdReader[]> => {
  const cold: ColdReader[] = []
  for (const range of KEY_RANGES)
    for await (const reader of deps.subscribers.range(digest.newsletter, range))
      if (reader.statusAt > since && excludes(reader, dueAt) === undefined)
        cold.push({ id: reader.id, consentAt: reader.consentAt })
  return cold
}

export interface Waves {
  readonly dueOf: DueOf
  /** The ramp that is then under way; null where it ends, absent where it stays as it is. */
  readonly ramp?: Ramp | null
}

/** When each reader of a digest is due. Those of a new newsletter and of a large import ramp up day by day, by the newsletter's clocks; all others are due at once, or by their own clocks. Writes nothing. */
export const foreseeWaves = async (
  deps: Deps,
  digest: Digest,
  newsletter: Newsletter,
  excludes: Excludes,
): Promise<Waves> => {
  const dueTime = dueTimes(digest, newsletter)
  const firstDay = dueTime({})
  const underWay = await deps.ledger.ramp(newsletter.slug)
  const coldSince = underWay?.coldSince ?? (await lastSealedAt(deps, digest))
  const cold = await coldReaders(deps, digest, excludes, firstDay, coldSince)
  if (underWay === undefined && cold.length <= MOST_COLD) return { dueOf: dueTime }
  const ramp: Ramp = underWay ?? { startedAt: firstDay, coldSince }
  const [next] = slotsBetween(newsletter, digest.dueAt, plusDays(digest.dueAt, LONGEST_SLOT_DAYS))
  const { days, excluded } = rampDays(ramp, cold, firstDay, next?.at ?? plusDays(firstDay, 7))
  // That a round-up has few new readers says nothing of those whom the regular digest left out.
  if (excluded.length === 0 && days.length <= 1)
    return { dueOf: dueTime, ...(digest.kind === 'regular' && { ramp: null }) }
  const ramped = new Map<string, Instant | 'ramp'>(excluded.map((id) => [id, 'ramp']))
  for (const { dueAt, readers } of days) for (const id of readers) ramped.set(id, dueAt)
  return { dueOf: (reader) => ramped.get(reader.id) ?? dueTime(reader), ramp }
}

/** The same, and begins or ends the ramp. */
export const planWaves = async (
  deps: Deps,
  digest: Digest,
  newsletter: Newsletter,
  excludes: Excludes,
): Promise<DueOf> => {
  const { dueOf, ramp } = await foreseeWaves(deps, digest, newsletter, excludes)
  if (ramp !== undefined) await deps.ledger.setRamp(newsletter.slug, ramp ?? undefined)
  return dueOf
}
