import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { ExclusionReason } from '#functions/core/exclusion.ts'
import { type Instant, plusDays, toInstant } from '#functions/core/instant.ts'
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

export interface Waves {
  readonly dueAt: readonly Instant[]
  /** The wave of a reader, or `ramp` for who is left out this time. */
  of(readerId: string): number | 'ramp'
}

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
  since: Instant,
): Promise<ColdReader[]> => {
  const cold: ColdReader[] = []
  for (const range of KEY_RANGES)
    for await (const reader of deps.subscribers.range(digest.newsletter, range))
      if (reader.statusAt > since && excludes(reader, digest.dueAt) === undefined)
        cold.push({ id: reader.id, consentAt: reader.consentAt })
  return cold
}

const everybodyAtOnce = (digest: Digest): Waves => ({ dueAt: [digest.dueAt], of: () => 0 })

/** When each reader of a digest is due. A new newsletter and a large import ramp up day by day; all others are due at once. */
export const planWaves = async (
  deps: Deps,
  digest: Digest,
  newsletter: Newsletter,
  excludes: Excludes,
): Promise<Waves> => {
  const underWay = await deps.ledger.ramp(newsletter.slug)
  const coldSince = underWay?.coldSince ?? (await lastSealedAt(deps, digest))
  const cold = await coldReaders(deps, digest, excludes, coldSince)
  if (underWay === undefined && cold.length <= MOST_COLD) return everybodyAtOnce(digest)
  const ramp: Ramp = underWay ?? { startedAt: digest.dueAt, coldSince }
  const [next] = slotsBetween(newsletter, digest.dueAt, plusDays(digest.dueAt, LONGEST_SLOT_DAYS))
  const { days, excluded } = rampDays(ramp, cold, digest.dueAt, next?.at ?? plusDays(digest.dueAt, 7))
  if (excluded.length === 0 && days.length <= 1) {
    // That a round-up has few new readers says nothing of those whom the regular digest left out.
    if (digest.kind === 'regular') await deps.ledger.setRamp(newsletter.slug, undefined)
    return everybodyAtOnce(digest)
  }
  await deps.ledger.setRamp(newsletter.slug, ramp)
  const waveOf = new Map<string, number | 'ramp'>(excluded.map((id) => [id, 'ramp']))
  for (const [day, { readers }] of days.entries()) for (const id of readers) waveOf.set(id, day)
  return { dueAt: days.map(({ dueAt }) => dueAt), of: (id) => waveOf.get(id) ?? 0 }
}
