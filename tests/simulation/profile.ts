import type { Seeded } from './seeded.ts'

/** What happens to requests. */
export const REQUEST_FAULTS = ['crash', 'store failed', 'answer lost', 'function timed out'] as const
/** What happens to calls of SES. */
export const CALL_FAULTS = [
  'ses throttled',
  'ses unreachable',
  'ses paused',
  'answer unknown',
  'slow answer',
] as const
/** What happens to messages and events. */
export const MESSAGE_FAULTS = [
  'message repeated',
  'message late',
  'event lost',
  'event repeated',
  'event late',
  'event early',
] as const
/** What people do, and other workers. */
export const WORLD_FAULTS = [
  'unsubscribe',
  'complaint',
  'join',
  'pause',
  'resume',
  'cancel',
  'rate changed',
  'two freezers',
  'two dispatchers',
  'two sweepers',
] as const

export type Fault =
  | (typeof REQUEST_FAULTS)[number]
  | (typeof CALL_FAULTS)[number]
  | (typeof MESSAGE_FAULTS)[number]
  | (typeof WORLD_FAULTS)[number]

export const FAULTS: readonly Fault[] = [
  ...REQUEST_FAULTS,
  ...CALL_FAULTS,
  ...MESSAGE_FAULTS,
  ...WORLD_FAULTS,
]

export type Profile = Readonly<Record<Fault, number>>

/** Probabilities for this seed: many faults are off in it, a few are frequent, so that they meet in all mixtures. */
export const profileOf = (random: Seeded): Profile => {
  const level = (usual: number): number => {
    const draw = random.next()
    if (draw < 0.3) return 0
    return draw < 0.85 ? usual : usual * 4
  }
  const requests: [Fault, number][] = REQUEST_FAULTS.map((fault) => [fault, level(0.012)])
  const calls: [Fault, number][] = CALL_FAULTS.map((fault) => [fault, level(0.08)])
  const messages: [Fault, number][] = MESSAGE_FAULTS.map((fault) => [
    fault,
    level(fault.startsWith('event') ? 0.25 : 0.08),
  ])
  // A cancelled digest has little left to go wrong, so that only some seeds cancel, but those often.
  const cancels = random.chance(0.4) ? 0.07 : 0
  const world: [Fault, number][] = WORLD_FAULTS.map((fault) => [
    fault,
    fault === 'cancel' ? cancels : level(fault === 'unsubscribe' ? 0.015 : 0.006),
  ])
  return Object.fromEntries([...requests, ...calls, ...messages, ...world]) as Profile
}
