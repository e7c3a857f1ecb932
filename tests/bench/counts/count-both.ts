import type { Deployed } from '../cost/deployed.ts'
import type { Measured } from '../cost/million.ts'
import { type CountedSend, countSend } from './count-send.ts'
import { type EventType, eventCalls } from './event-folds.ts'
import type { Meter } from './meter.ts'

export interface CountedEvents {
  readonly rate: number
  /** Writes as the pure folding has them, and as the real handler did. */
  readonly expected: number
  readonly writes: number
  readonly units: number
  readonly calls: number
}

export interface Counted {
  readonly sends: readonly CountedSend[]
  readonly events: readonly CountedEvents[]
  readonly measured: Measured
}

const BATCH_SIZE = 50
const TYPES = ['Send', 'Delivery'] as const satisfies EventType[]

/** Whom an event is of, counted in the order of the calls. */
const readerOf = (body: string): string => {
  const { eventType, mail } = JSON.parse(body)
  const number = Number(String(mail.tags.batch[0]).split('-')[1])
  return `${number * BATCH_SIZE + Number(mail.tags.entry[0])} ${eventType}`
}

/** What Lambda adds to a message: ids, attributes, the queue. */
const RECORD_BYTES = 700
const bytesInACall = (body: string): number => Buffer.byteLength(JSON.stringify(body)) + RECORD_BYTES

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** Has the real handler record a send's events as they would come at a rate, and counts what it writes. */
const recordAt = async (
  send: CountedSend,
  rate: number,
  medianDeliverySeconds: number,
  bulk: Deployed['bulk'],
) => {
  const bodies = new Map(send.events.map((body) => [readerOf(body), body]))
  const calls = eventCalls({
    readers: send.readers,
    batchSize: BATCH_SIZE,
    types: TYPES,
    arriving: { rate, medianDeliverySeconds },
    gathering: {
      gatherers: bulk.workers,
      windowSeconds: bulk.windowSeconds,
      most: bulk.batchSize,
      bytesEach: mean(send.events.map(bytesInACall)),
    },
  })
  const folds = calls.reduce(
    (sum, call) => sum + new Set(call.map(({ reader }) => Math.floor(reader / BATCH_SIZE))).size,
    0,
  )
  const counted = await send.record(
    calls.map((call) => call.flatMap(({ reader, type }) => bodies.get(`${reader} ${type}`) ?? [])),
  )
  return { folds, calls: calls.length, counted }
}

/** Sends to two audiences and counts both; the events of the larger are recorded at each rate. */
export const countBoth = async (
  counting: Meter,
  [few, many]: readonly [number, number],
  rates: readonly number[],
  medianDeliverySeconds: number,
  bulk: Deployed['bulk'],
): Promise<Counted> => {
  const sends: CountedSend[] = []
  const events: CountedEvents[] = []
  const [cpuMs, units]: [number[], number[]] = [[], []]
  await countSend(counting, few, async (send) => {
    sends.push(send)
  })
  await countSend(counting, many, async (send) => {
    sends.push(send)
    for (const rate of rates) {
      const { folds, calls, counted } = await recordAt(send, rate, medianDeliverySeconds, bulk)
      // Recorded at another rate they are no news, and no hour counts them again.
      const hours = events.length === 0 ? calls : 0
      events.push({
        rate,
        expected: folds + hours,
        calls,
        writes: counted.dynamoRequests,
        units: counted.writeUnits,
      })
      cpuMs.push(counted.cpuMs / send.events.length)
      units.push(counted.writeUnits / counted.dynamoRequests)
    }
  })
  const [from, to] = sends
  if (from === undefined || to === undefined) throw new Error('Two sends are needed')
  const eventBytes = mean(to.events.map(bytesInACall))
  return {
    sends,
    events,
    measured: { from, to, tick: to.tick, eventCpuMs: mean(cpuMs), unitsAWrite: mean(units), eventBytes },
  }
}
