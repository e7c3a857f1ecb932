import { seededRandom } from '../../seeded-random.ts'
import { bareAddress } from '../mime/bare-address.ts'
import type { Fault, FaultRule } from './fault-rule.ts'

const CALL_KINDS = [
  'refuse',
  'throttle',
  'fail-before-accept',
  'fail-after-accept',
  'delay-answer',
  'early-events',
] as const
const ENTRY_KINDS = ['entry-status', 'outcome'] as const
const EVENT_KINDS = ['lose-event', 'repeat-event', 'delay-event'] as const

type Of<Kinds extends readonly Fault['kind'][]> = Extract<Fault, { kind: Kinds[number] }>

const matcher = (match: FaultRule['match']): ((recipients: string[]) => boolean) => {
  if ('recipient' in match) {
    const wanted = match.recipient.toLowerCase()
    return (recipients) => recipients.some((text) => bareAddress(text).toLowerCase() === wanted)
  }
  if ('probability' in match) {
    // The same seed gives the same faults, so that a failing run can be repeated.
    const random = seededRandom(match.seed)
    return () => random() < match.probability
  }
  let seen = 0
  return () => {
    seen += 1
    return 'next' in match ? seen <= match.next : seen % match.every === 0
  }
}

/**
 * The rules in force. A rule counts only what its fault is about: calls, entries of calls, single events, or
 * (for a change of order) mails.
 */
export const createFaults = () => {
  let rules: { rule: FaultRule; matches: (recipients: string[]) => boolean; hits: number }[] = []

  const hits = <Kinds extends readonly Fault['kind'][]>(
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
      .map((hit) => {
        hit.hits += 1
        return hit.rule.fault as Of<Kinds>
      })

  return {
    set(next: FaultRule[]) {
      rules = next.map((rule) => ({ rule, matches: matcher(rule.match), hits: 0 }))
    },
    /** How often each rule was hit since the rules were set; of several that hit one call, the first decides its answer. */
    hits: (): FaultHits[] => rules.map(({ rule, hits }) => ({ fault: rule.fault, hits })),
    ofCall: (operation: string, recipients: string[]) => hits(CALL_KINDS, operation, recipients),
    ofEntry: (operation: string, recipients: string[]) => hits(ENTRY_KINDS, operation, recipients),
    ofEvent: (operation: string, recipients: string[], event: string) =>
      hits(EVENT_KINDS, operation, recipients, event),
    reorders: (operation: string, recipients: string[]) =>
      hits(['reorder-events'], operation, recipients).length > 0,
  }
}

export interface FaultHits {
  readonly fault: Fault
  readonly hits: number
}

export type Faults = ReturnType<typeof createFaults>
