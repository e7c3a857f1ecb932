import * as z from 'zod'
import type { DigestRef } from './digest-key.ts'
import type { Instant } from './instant.ts'
import type { Newsletter } from './newsletter.ts'
import { type Plan, place } from './placement.ts'
import { isForReader } from './round-up.ts'
import type { Subscriber } from './subscriber.ts'

/** Why a reader of the audience is not mailed. `gone`: the row was erased after the freeze. `frequency`: they get the digests of the other kind, or got that of this slot. */
export const ExclusionReason = z.enum([
  'pending',
  'unsubscribed',
  'suppressed',
  'paused',
  'moved',
  'gone',
  'frequency',
  'nothing-chosen',
  'ramp',
  'cancelled',
])
export type ExclusionReason = z.infer<typeof ExclusionReason>

/** Asked at the freeze and again right before the call; the first reason that holds is the one that is told. */
export const exclusionOf = (
  reader: Subscriber | undefined,
  newsletter: Pick<Newsletter, 'slot'>,
  { kind }: Pick<DigestRef, 'kind'>,
  plan: Plan,
  now: Instant,
): ExclusionReason | undefined => {
  if (reader === undefined) return 'gone'
  if (reader.movedTo !== undefined) return 'moved'
  if (reader.suppressed !== undefined) return 'suppressed'
  if (reader.status !== 'active') return reader.status
  if (reader.pausedUntil !== undefined && reader.pausedUntil > now) return 'paused'
  if (!isForReader(kind, reader, newsletter)) return 'frequency'
  return place(plan, reader).entries.length === 0 ? 'nothing-chosen' : undefined
}
