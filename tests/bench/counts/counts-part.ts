import type { Deployed } from '../cost/deployed.ts'
import { eventsAReader } from '../cost/million.ts'
import { type Bound, figure, type Part, type Table } from '../report.ts'
import type { Counted } from './count-both.ts'
import type { CountedSend } from './count-send.ts'
import { mostInACall } from './gather.ts'
import { type Count, PURPOSES } from './meter.ts'

const BATCH_SIZE = 50
const [MOST_SENDING_WRITES, MOST_EVENT_WRITES, MOST_READS] = [0.15, 0.25, 0.6]
/** Of one freezer, one variant and one wave. */
const CALLS_BESIDE = 1

const NAMES = [
  'invocations',
  'sesCalls',
  'sqsRequests',
  'dynamoRequests',
  'writeUnits',
  'readUnits',
  'cpuMs',
] as const satisfies (keyof Count)[]

const countsTable = ({ counts }: CountedSend): Table => ({
  columns: ['what', 'handler calls', 'SES', 'SQS', 'DynamoDB', 'write units', 'read units', 'CPU in ms'],
  rows: PURPOSES.map((purpose) => [purpose, ...NAMES.map((name) => counts[purpose][name])]),
})

const perReader = ({ counts, readers }: CountedSend, of: 'writeUnits' | 'readUnits'): number =>
  PURPOSES.filter((purpose) => !['drafting and approval', 'events'].includes(purpose)).reduce(
    (sum, purpose) => sum + counts[purpose][of],
    0,
  ) / readers

const sendBounds = (send: CountedSend): Bound[] => {
  const { readers, counts } = send
  const most = Math.ceil(readers / BATCH_SIZE) + CALLS_BESIDE
  const [writes, reads] = [perReader(send, 'writeUnits'), perReader(send, 'readUnits')]
  const told = (what: string) => `${what}, ${figure(readers)} readers`
  const because = 'what a digest costs once is shared by few readers'
  return [
    {
      what: told('SES calls that send'),
      limit: `≤ ${figure(most)}`,
      measured: figure(counts.sending.sesCalls),
      holds: counts.sending.sesCalls <= most,
    },
    {
      what: told('write units a reader, freeze to close without events'),
      limit: `≤ ${MOST_SENDING_WRITES}`,
      measured: figure(writes),
      holds: writes <= MOST_SENDING_WRITES,
      because,
    },
    {
      what: told('read units a reader, freeze to close'),
      limit: `≤ ${MOST_READS}`,
      measured: figure(reads),
      holds: reads <= MOST_READS,
      because,
    },
  ]
}

/** What Lambda could be told otherwise, and what then would be written. */
const SETTINGS: readonly [string, (bulk: Deployed['bulk'], bytes: number) => [Deployed['bulk'], number]][] = [
  ['as deployed', (bulk, bytes) => [bulk, bytes]],
  ['5 workers', (bulk, bytes) => [{ ...bulk, workers: 5 }, bytes]],
  ['in SNS’s envelopes', (bulk, bytes) => [bulk, bytes / WITHOUT_ENVELOPE]],
  ['1,000 events a call', (bulk, bytes) => [{ ...bulk, batchSize: 1000 }, bytes]],
  ['all three', (bulk, bytes) => [{ ...bulk, workers: 5, batchSize: 1000 }, bytes / WITHOUT_ENVELOPE]],
]
/** Raw message delivery drops the envelope, and the second escaping of what is in it. */
const WITHOUT_ENVELOPE = 0.7

const MEDIANS = [1, 3, 10]

const foldsTable = ({ measured }: Counted, { bulk }: Deployed, rates: readonly number[]): Table => ({
  columns: [
    'how Lambda gathers',
    'events a call, at most',
    ...rates.flatMap((rate) => MEDIANS.map((median) => `${rate}/s, ${median} s`)),
  ],
  rows: SETTINGS.map(([name, change]) => {
    const [own, bytes] = change(bulk, measured.eventBytes)
    const writes = rates.flatMap((rate) =>
      MEDIANS.map((medianDeliverySeconds) => {
        const scenario = { rate, events: 'Send and Delivery', medianDeliverySeconds } as const
        return eventsAReader(scenario, own, bytes).writes * measured.unitsAWrite
      }),
    )
    return [name, mostInACall({ most: own.batchSize, bytesEach: bytes }), ...writes]
  }),
})

const eventBounds = (
  { measured }: Counted,
  { bulk }: Deployed,
  rates: readonly number[],
  median: number,
): Bound[] =>
  rates.map((rate) => {
    const scenario = { rate, events: 'Send and Delivery', medianDeliverySeconds: median } as const
    const units = eventsAReader(scenario, bulk, measured.eventBytes).writes * measured.unitsAWrite
    return {
      what: `write units a reader for events at ${rate}/s, half of the deliveries told of within ${median} s`,
      limit: `≤ ${MOST_EVENT_WRITES}`,
      measured: figure(units),
      holds: units <= MOST_EVENT_WRITES,
      because: `a call of Lambda takes ${figure(mostInACall({ most: bulk.batchSize, bytesEach: measured.eventBytes }))} events, so at ${figure(2 * rate)} events a second the deliveries of a batch come in many calls`,
    }
  })

/** Counted operations of two sends, and what events write. */
export const countsPart = (
  counted: Counted,
  deployed: Deployed,
  rates: readonly number[],
  median: number,
): Part => {
  const { sends, events, measured } = counted
  const { bulk } = deployed
  return {
    title: 'Counted operations',
    found: [
      'Counted at the SDK, around each handler: requests, and the capacity that the emulator of DynamoDB answers for each (`ReturnConsumedCapacity: TOTAL`, by item sizes: a unit writes 1 KB, or reads 4 KB strongly consistent). Writes of content that may stand in the index over what is open count twice. Before the digest another was sent last week, so that nothing ramps and the freezer walks all readers twice, as in production. Handlers run one after the other in a process of their own. Of the events only those of the first call are in these tables; all others follow below.',
      ...sends.flatMap((send) => [
        `${figure(send.readers)} readers in ${figure(send.batches)} batches:`,
        countsTable(send),
      ]),
      `A tick of measured pace while a digest is sent: ${figure(measured.tick.dynamoRequests)} requests to DynamoDB, ${figure(measured.tick.readUnits)} read and ${figure(measured.tick.writeUnits)} write units, ${figure(measured.tick.sesCalls)} GetAccount.`,
      `Events: Lambda gathers them for ${bulk.workers} calls at once, of ${figure(bulk.batchSize)} messages or 6 MB (${figure(measured.eventBytes)} bytes each) or ${bulk.windowSeconds} s; a message goes to any of them by chance. A Send comes within a second of its call, a Delivery after a log-normal time whose 95 % quantile is seven medians: both are assumed. The real handler recorded the events of ${figure(sends.at(-1)?.readers ?? 0)} readers so:`,
      {
        columns: ['rate', 'handler calls', 'writes expected', 'writes', 'write units', 'a reader'],
        rows: events.map(({ rate, calls, expected, writes, units }) => [
          `${rate}/s`,
          calls,
          expected,
          writes,
          units,
          units / (sends.at(-1)?.readers ?? 1),
        ]),
      },
      'Write units a reader for events in the long run (200,000 readers), by how Lambda gathers, by the rate and the median of the deliveries:',
      foldsTable(counted, deployed, rates),
    ],
    bounds: [...sends.flatMap(sendBounds), ...eventBounds(counted, deployed, rates, median)],
  }
}
