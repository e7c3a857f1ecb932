import { expect } from 'vitest'
import type { FaultRule } from '#infra/local/ses/faults/fault-rule.ts'
import type { TestCloud } from './local-cloud.ts'

/** SES takes each call, and no answer comes back. */
export const LOST_ANSWER: FaultRule = {
  operation: 'SendBulkEmail',
  match: { every: 1 },
  fault: { kind: 'fail-after-accept', how: 'reset' },
}

export const NO_EVENTS: FaultRule = { match: { every: 1 }, fault: { kind: 'lose-event' } }

/** Nobody learns whether a reader was mailed: all stay uncertain. */
export const LOST_ANSWERS: FaultRule[] = [LOST_ANSWER, NO_EVENTS]

/** A digest that was sent, and of whose readers nobody knows whether they have it. */
export const unresolved = async (cloud: TestCloud, count: number) => {
  cloud.inbox.setFaults(LOST_ANSWERS)
  const weekly = await cloud.weekly(count)
  const digest = await cloud.settle(weekly.newsletter)
  expect(digest).toMatchObject({ status: 'sent', reason: `${count} unresolved` })
  cloud.inbox.setFaults([])
  return { ...weekly, digest }
}
