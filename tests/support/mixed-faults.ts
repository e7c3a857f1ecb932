import type { FaultRule } from '#infra/local/ses/faults/fault-rule.ts'

/**
 * Everything that may go wrong with SES and its events, at rates with which a send still ends soon. Nothing here pauses a
 * digest. Most events are lost, so that what is uncertain often stays so.
 */
export const mixedFaults = (seed: number): FaultRule[] => {
  const faults: [probability: number, fault: FaultRule['fault']][] = [
    // Room for a kill to fall into a call.
    [1, { kind: 'delay-answer', ms: 250 }],
    [0.03, { kind: 'delay-answer', ms: 2000 }],
    [0.005, { kind: 'throttle' }],
    [0.02, { kind: 'fail-before-accept', how: 'reset' }],
    [0.02, { kind: 'fail-before-accept', how: 'unavailable' }],
    [0.03, { kind: 'fail-after-accept', how: 'reset' }],
    [0.03, { kind: 'fail-after-accept', how: 'unavailable' }],
    [0.01, { kind: 'fail-after-accept', how: 'hang' }],
    [0.05, { kind: 'early-events' }],
    [0.001, { kind: 'entry-status', status: 'TRANSIENT_FAILURE' }],
    [0.002, { kind: 'entry-status', status: 'MESSAGE_REJECTED' }],
    [0.002, { kind: 'outcome', outcome: 'hard bounce' }],
    [0.8, { kind: 'lose-event', event: 'Send' }],
    [0.8, { kind: 'lose-event', event: 'Delivery' }],
    [0.05, { kind: 'repeat-event', times: 2 }],
    [0.1, { kind: 'delay-event', ms: 1500 }],
    [0.2, { kind: 'reorder-events' }],
  ]
  return faults.map(([probability, fault], index) => ({
    operation: 'SendBulkEmail',
    match: { probability, seed: seed * 100 + index },
    fault,
  }))
}
