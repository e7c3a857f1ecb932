import * as z from 'zod'
import { Outcome } from '../events/outcome.ts'

const BULK_STATUSES = [
  'ACCOUNT_DAILY_QUOTA_EXCEEDED',
  'ACCOUNT_SENDING_PAUSED',
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_THROTTLED',
  'CONFIGURATION_SET_NOT_FOUND',
  'CONFIGURATION_SET_SENDING_PAUSED',
  'FAILED',
  'INVALID_PARAMETER',
  'INVALID_SENDING_POOL_NAME',
  'MAIL_FROM_DOMAIN_NOT_VERIFIED',
  'MESSAGE_REJECTED',
  'TEMPLATE_NOT_FOUND',
  'TRANSIENT_FAILURE',
] as const

const ofEvent = { event: z.string().optional() }

/** Faults of a whole call, of one entry of it, and of the events that follow. */
const Fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('refuse'),
    exception: z.string(),
    status: z.int().min(400).max(599).optional(),
    message: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('throttle') }),
  z.strictObject({ kind: z.literal('fail-before-accept'), how: z.enum(['reset', 'unavailable']) }),
  z.strictObject({ kind: z.literal('fail-after-accept'), how: z.enum(['reset', 'unavailable', 'hang']) }),
  z.strictObject({ kind: z.literal('delay-answer'), ms: z.number().min(0) }),
  z.strictObject({ kind: z.literal('early-events') }),
  z.strictObject({
    kind: z.literal('entry-status'),
    status: z.enum(BULK_STATUSES),
    message: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('outcome'), outcome: Outcome }),
  z.strictObject({ kind: z.literal('lose-event'), ...ofEvent }),
  z.strictObject({ kind: z.literal('repeat-event'), times: z.int().min(1).max(100), ...ofEvent }),
  z.strictObject({ kind: z.literal('delay-event'), ms: z.number().min(0), ...ofEvent }),
  z.strictObject({ kind: z.literal('reorder-events') }),
])
export type Fault = z.infer<typeof Fault>

const Match = z.union([
  z.strictObject({ next: z.int().min(1) }),
  z.strictObject({ every: z.int().min(1) }),
  z.strictObject({ probability: z.number().min(0).max(1), seed: z.int() }),
  z.strictObject({ recipient: z.string() }),
])

export const FaultRule = z.strictObject({
  operation: z.string().optional(),
  match: Match,
  fault: Fault,
})
export type FaultRule = z.infer<typeof FaultRule>
