import type { HandlerName } from '#functions/wiring/env.ts'
import { foldsOf } from '../counts/event-folds.ts'
import type { Count, Counts, Purpose } from '../counts/meter.ts'
import { type Sample, scaled } from '../counts/scale.ts'
import type { Load, Work } from './cost.ts'
import type { Deployed } from './deployed.ts'

export const MILLION = 1_000_000
const BATCH_SIZE = 50
/** Enough for the gathering of events to be steady. */
const FOLDED_READERS = 200_000
/** The whole ledger is read once all batches are handed out, and again once everyone is settled. */
const LOOKS = 2

export interface Measured {
  /** What two sends counted. */
  readonly from: Sample
  readonly to: Sample
  /** What one tick of a measured pace counts. */
  readonly tick: Counts['dispatch']
  /** What the real handler took of CPU for an event, and of write units for a write. */
  readonly eventCpuMs: number
  readonly unitsAWrite: number
  /** Bytes of an event in a call of Lambda. */
  readonly eventBytes: number
}

export interface Scenario {
  readonly rate: number
  readonly events: 'Send and Delivery' | 'Delivery alone'
  readonly medianDeliverySeconds: number
}

const typesOf = (events: Scenario['events']) =>
  events === 'Delivery alone' ? (['Delivery'] as const) : (['Send', 'Delivery'] as const)

/** Calls and writes a reader for the events of a scenario, gathered as Lambda would with these settings. */
export const eventsAReader = (
  { rate, events, medianDeliverySeconds }: Scenario,
  bulk: Deployed['bulk'],
  bytesEach: number,
): { calls: number; writes: number } => {
  const { calls, writes } = foldsOf({
    readers: FOLDED_READERS,
    batchSize: BATCH_SIZE,
    types: typesOf(events),
    arriving: { rate, medianDeliverySeconds },
    gathering: {
      gatherers: bulk.workers,
      windowSeconds: bulk.windowSeconds,
      most: bulk.batchSize,
      bytesEach,
    },
  })
  return { calls: calls / FOLDED_READERS, writes: writes / FOLDED_READERS }
}

const HANDLER_OF = {
  'drafting and approval': 'approve-digest',
  freeze: 'freeze-audience',
  'read-back': 'freeze-audience',
  sending: 'send-batch',
  closing: 'close-digest',
} as const satisfies Partial<Record<Purpose, HandlerName>>

const times = (count: Count, factor: number): Count =>
  Object.fromEntries(Object.entries(count).map(([name, value]) => [name, value * factor])) as unknown as Count

/** What a million readers need, from what two small sends counted. */
export const loadOfAMillion = (measured: Measured, deployed: Deployed, scenario: Scenario): Load => {
  const { from, to, tick } = measured
  const batches = Math.ceil(MILLION / BATCH_SIZE)
  const seconds = MILLION / scenario.rate
  const ticks = Math.ceil(seconds / deployed.stage.tickSeconds) + LOOKS
  const folds = eventsAReader(scenario, deployed.bulk, measured.eventBytes)
  const events = typesOf(scenario.events).length * MILLION
  const each = (Object.keys(HANDLER_OF) as (keyof typeof HANDLER_OF)[]).map((purpose) => ({
    purpose,
    count: times(scaled(from, to, MILLION, purpose), purpose === 'closing' ? LOOKS : 1),
  }))
  const writes = folds.writes * MILLION
  const work: Work[] = [
    ...each.map(({ purpose, count }) => ({
      name: purpose,
      memoryMb: deployed.memory[HANDLER_OF[purpose]],
      ...count,
    })),
    {
      name: 'tick',
      memoryMb: deployed.memory.tick,
      invocations: ticks,
      cpuMs: ticks * tick.cpuMs,
      logBytes: ticks * tick.logBytes,
      sesCalls: ticks * tick.sesCalls,
      dynamoRequests: ticks * tick.dynamoRequests,
    },
    {
      name: 'events',
      memoryMb: deployed.memory['record-feedback'],
      invocations: folds.calls * MILLION,
      cpuMs: events * measured.eventCpuMs,
      logBytes: 0,
      sesCalls: 0,
      dynamoRequests: writes,
    },
  ]
  const units = (of: 'writeUnits' | 'readUnits'): number =>
    each.reduce((sum, { count }) => sum + count[of], 0) + ticks * tick[of]
  return {
    readers: MILLION,
    batches,
    events,
    seconds,
    work,
    writeUnits: units('writeUnits') + writes * measured.unitsAWrite,
    readUnits: units('readUnits'),
    handOuts: ticks + batches / 10,
    queues: deployed.queues,
    // Each worker reads a secret again after ten minutes.
    secretRequests: deployed.senders * Math.ceil(seconds / 600) + deployed.bulk.workers,
  }
}
