import { describe, expect, test } from 'vitest'
import { costOf } from '#functions/core/prices.ts'
import {
  ASSUMED,
  costLines,
  type Load,
  mostThatEventsCost,
  ratioOf,
  secondsOf,
  type Work,
} from './cost/cost.ts'
import { PRICES } from './cost/prices.ts'
import { foldsOf } from './counts/event-folds.ts'
import { gather, mostInACall } from './counts/gather.ts'
import { scaled } from './counts/scale.ts'
import { median } from './report.ts'

const aWork = (over: Partial<Work> = {}): Work => ({
  name: 'sending',
  memoryMb: 1024,
  invocations: 0,
  cpuMs: 0,
  logBytes: 0,
  sesCalls: 0,
  dynamoRequests: 0,
  ...over,
})

const aLoad = (over: Partial<Load> = {}): Load => ({
  readers: 1_000_000,
  batches: 0,
  events: 0,
  seconds: 0,
  work: [],
  writeUnits: 0,
  readUnits: 0,
  handOuts: 0,
  queues: 0,
  secretRequests: 0,
  ...over,
})

const costsOf = (load: Load): Record<string, number> =>
  Object.fromEntries(costLines(load, 'à la carte').map(({ name, dollars }) => [name, dollars]))

describe('the cost of a digest', () => {
  test('is what SES takes when nothing else is needed', () => {
    const lines = costLines(aLoad(), 'à la carte')
    expect(lines.filter(({ dollars }) => dollars > 0).map(({ name, dollars }) => [name, dollars])).toEqual([
      ['SES: readers', 100],
    ])
    expect(ratioOf(lines)).toBe(1)
    expect(costLines(aLoad(), 'Essentials')[0]?.dollars).toBe(160)
  })

  test('has each line as its count times its price', () => {
    const load = aLoad({ events: 2_000_000, writeUnits: 1_000_000, readUnits: 4_000_000, batches: 20_000 })
    const costs = costsOf(load)
    expect(costs['SNS: publishes of events']).toBeCloseTo(1)
    expect(costs['SQS: events received and deleted']).toBeCloseTo(0.16)
    expect(costs['SQS: batches received and deleted']).toBeCloseTo(0.016)
    expect(costs['DynamoDB: write units']).toBeCloseTo(0.625)
    expect(costs['DynamoDB: read units']).toBeCloseTo(0.5)
    const total = Object.values(costs).reduce((sum, cost) => sum + cost, 0)
    expect(ratioOf(costLines(load, 'à la carte'))).toBeCloseTo(total / 100)
  })

  test('has functions wait for SES and for their share of a CPU', () => {
    const waiting = aWork({ sesCalls: 10, dynamoRequests: 100 })
    expect(secondsOf(waiting)).toBeCloseTo(10 * 0.15 + 100 * 0.005)
    expect(secondsOf(aWork({ cpuMs: 1000, memoryMb: ASSUMED.mbOfOneCpu }))).toBeCloseTo(1)
    expect(secondsOf(aWork({ cpuMs: 1000, memoryMb: ASSUMED.mbOfOneCpu / 4 }))).toBeCloseTo(4)
    const gigabyteSeconds = costsOf(aLoad({ work: [waiting] }))['Lambda: GB-s']
    expect(gigabyteSeconds).toBeCloseTo(costOf(2, PRICES.gigabyteSecond))
  })

  test('counts a tick as an event of its rule and a call of its function', () => {
    const costs = costsOf(aLoad({ work: [aWork({ name: 'tick', invocations: 1_000_000 })] }))
    expect(costs['EventBridge: ticks']).toBeCloseTo(1)
    expect(costs['Lambda: calls']).toBeCloseTo(0.2)
  })

  test('is at worst higher by a request for each event that is received, and one for each that is put there', () => {
    expect(mostThatEventsCost({ events: 1_000_000 })).toBeCloseTo(0.9 * 0.4 + 0.4)
  })
})

describe('the gathering of messages', () => {
  const gathering = { gatherers: 1, windowSeconds: 60, most: 3, bytesEach: 1 }

  test('ends a call when it is full or its window is over', () => {
    expect(gather([0, 1, 2, 3, 62, 63], gathering)).toEqual([[0, 1, 2], [3, 4], [5]])
  })

  test('has every message once, whoever gathers it', () => {
    const arrivals = Array.from({ length: 1000 }, (_, index) => index / 10)
    const calls = gather(arrivals, { ...gathering, gatherers: 5, most: 100 })
    expect(calls.flat().sort((one, other) => one - other)).toEqual(arrivals.map((_, index) => index))
    expect(calls.every(({ length }) => length <= 100)).toBe(true)
  })

  test('keeps a call under 6 MB', () => {
    expect(mostInACall({ most: 10_000, bytesEach: 6144 })).toBe(1024)
  })

  test('writes once a call for each batch, and for the hour', () => {
    const question = {
      readers: 100,
      batchSize: 50,
      types: ['Send'],
      arriving: { rate: 50, medianDeliverySeconds: 1 },
    } as const
    expect(foldsOf({ ...question, gathering: { ...gathering, most: 1000 } })).toEqual({ calls: 1, writes: 3 })
  })
})

test('counts grow on the straight line through two samples', () => {
  const sample = (readers: number, writeUnits: number) => ({
    readers,
    counts: { sending: { writeUnits } } as never,
  })
  expect(scaled(sample(1000, 30), sample(11_000, 130), 1_011_000, 'sending').writeUnits).toBe(10_130)
})

test('the median of an even number is between the two in the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
})
