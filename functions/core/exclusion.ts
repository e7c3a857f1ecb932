import * as z from 'zod'
import type { DigestRef } from './digest-key.ts'
import { isFirstOfMonth } from './first-of-month.ts'
import type { Instant } from './instant.ts'
import { type Plan, place } from './placement.ts'
import type { Subscriber } from './subscriber.ts'

/** Why a reader of the audience is not mailed. `gone`: the row was erased after the freeze. `frequency`: a monthly reader, and not the first digest of the month. */
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
  digest: Pick<DigestRef, 'kind' | 'date'>,
  plan: Plan,
  now: Instant,
): ExclusionReason | undefined => {
  if (reader === undefined) return 'gone'
  if (reader.movedTo !== undefined) return 'moved'
  if (reader.suppressed !== undefined) return 'suppressed'
  if (reader.status !== 'active') return reader.status
  if (reader.pausedUntil !== undefined && reader.pausedUntil > now) return 'paused'
  if (reader.frequency === 'monthly' && !isFirstOfMonth(digest)) return 'frequency'
  return place(plan, reader).entries.length === 0 ? 'nothing-chosen' : undefined
}
