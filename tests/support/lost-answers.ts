import type { FaultRule } from '#infra/local/ses/faults/fault-rule.ts'

/** SES takes each call, and no answer comes back. */
export const LOST_ANSWER: FaultRule = {
  operation: 'SendBulkEmail',
  match: { every: 1 },
  fault: { kind: 'fail-after-accept', how: 'reset' },
}

export const NO_EVENTS: FaultRule = { match: { every: 1 }, fault: { kind: 'lose-event' } }

/** Nobody learns whether a reader was mailed: all stay uncertain. */
export const LOST_ANSWERS: FaultRule[] = [LOST_ANSWER, NO_EVENTS]
