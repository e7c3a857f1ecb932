import type { Fault, FaultKind, FaultRule } from '#infra/local/ses/faults/fault-rule.ts'
import { bareAddress } from '#infra/local/ses/mime/bare-address.ts'

export type Faults = ReturnType<typeof createFaults>

const callKinds = [
  'refuse',
  'throttle',
  'fail-before-accept',
  'fail-after-accept',
  'delay-answer',
  'early-events',
] as const
const entryKinds = ['entry-status', 'outcome'] as const
const eventKinds = ['lose-event', 'repeat-event', 'delay-event'] as const

type Of<Kinds extends readonly FaultKind[]> = Extract<Fault, { kind: Kinds[number] }>

/**
 * The rules in force. A rule counts only what its fault is about: calls, entries of calls, single events, or
 * (for a change of order) mails.
 */
export function createFaults() {
  let rules: { rule: FaultRule; matches: (recipients: string[]) => boolean }[] = []

  const hits = <Kinds extends readonly FaultKind[]>(
    kinds: Kinds,
    operation: string,
    recipients: string[],
    event?: string,
  ) =>
    rules
      .filter(({ rule }) => kinds.includes(rule.fault.kind))
      .filter(({ rule }) => rule.operation === undefined || rule.operation === operation)
      .filter(
        ({ rule }) =>
          !('event' in rule.fault) || rule.fault.event === undefined || rule.fault.event === event,
      )
      .filter(({ matches }) => matches(recipients))
      .map(({ rule }) => rule.fault as Of<Kinds>)

  return {
    set(next: FaultRule[]) {
      rules = next.map((rule) => ({ rule, matches: matcher(rule.match) }))
    },
    ofCall: (operation: string, recipients: string[]) => hits(callKinds, operation, recipients),
    ofEntry: (operation: string, recipients: string[]) => hits(entryKinds, operation, recipients),
    ofEvent: (operation: string, recipients: string[], event: string) =>
      hits(eventKinds, operation, recipients, event),
    reorders: (operation: string, recipients: string[]) =>
      hits(['reorder-events'], operation, recipients).length > 0,
  }
}

function matcher(match: FaultRule['match']): (recipients: string[]) => boolean {
  if ('recipient' in match) {
    const wanted = match.recipient.toLowerCase()
    return (recipients) => recipients.some((text) => bareAddress(text).toLowerCase() === wanted)
  }
  if ('probability' in match) {
    const random = seededRandom(match.seed)
    return () => random() < match.probability
  }
  let seen = 0
  return () => {
    seen += 1
    return 'next' in match ? seen <= match.next : seen % match.every === 0
  }
}

/** mulberry32: the same seed gives the same faults, so that a failing run can be repeated. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
