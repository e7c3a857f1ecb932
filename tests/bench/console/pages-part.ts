import { type Bound, figure, type Part } from '../report.ts'
import type { Ask } from './ask.ts'
import { firstVisitBytes } from './first-visit.ts'
import { type Measured, measured, type Rounds } from './measure.ts'
import type { Visit } from './visits.ts'

const MOST_FIRST_BYTE_MS = 100
const MOST_FIRST_VISIT_KB = 150

export interface SeenVisit extends Visit, Measured {
  readonly firstVisitBytes: number
}

export const visited = async (
  ask: Ask,
  visits: readonly Visit[],
  rounds: Rounds,
  say: (line: string) => void,
): Promise<SeenVisit[]> => {
  const all: SeenVisit[] = []
  for (const visit of visits) {
    const page = await measured(ask, visit.path, rounds)
    const firstVisit = await firstVisitBytes(ask, page.last)
    say(`  ${nameOf(visit)}: ${figure(page.firstByte.median)} ms`)
    all.push({ ...visit, ...page, firstVisitBytes: firstVisit })
  }
  return all
}

const nameOf = ({ route, of }: Visit): string => (of === undefined ? route : `${route} (${of})`)

const kB = (bytes: number): number => bytes / 1000

const firstByteBound = (visit: SeenVisit): Bound => {
  const { median, p95 } = visit.firstByte
  return {
    what: `first byte of ${nameOf(visit)}`,
    limit: `≤ ${MOST_FIRST_BYTE_MS} ms`,
    measured: `${figure(median)} ms (p95 ${figure(p95)} ms)`,
    holds: median <= MOST_FIRST_BYTE_MS,
  }
}

const weightBound = (pages: readonly SeenVisit[]): Bound => {
  const heaviest = pages.reduce((one, other) => (other.firstVisitBytes > one.firstVisitBytes ? other : one))
  const weight = kB(heaviest.firstVisitBytes)
  return {
    what: 'heaviest first visit, of all pages',
    limit: `≤ ${MOST_FIRST_VISIT_KB} kB`,
    measured: `${figure(weight)} kB (${nameOf(heaviest)})`,
    holds: weight <= MOST_FIRST_VISIT_KB,
    because: 'of what it loads',
  }
}

const timesOf = ({ firstByte, whole, last, firstVisitBytes: all, ...visit }: SeenVisit) => [
  nameOf(visit),
  firstByte.median,
  firstByte.p95,
  whole.median,
  whole.p95,
  kB(last.wireBytes),
  kB(last.bytes),
  kB(all),
]

/** Every page, asked for again and again. */
export const pagesPart = (pages: readonly SeenVisit[], { warmUp, timed }: Rounds): Part => ({
  title: 'Pages',
  found: [
    `Each asked for ${timed} times, one request after the other on one connection, after ${warmUp} that are not timed. Times are in ms, from the request to the first and to the last byte of the answer: medians, which the bounds are about, and the 95th percentiles. Sizes are in kB: on the wire with headers, compressed; uncompressed; and of a first visit: the page with stylesheet, script, icon, the mail that it previews, and the part that its script asks for at once.`,
    {
      columns: [
        'page',
        'first byte',
        'p95',
        'whole',
        'p95 of it',
        'on the wire',
        'uncompressed',
        'first visit',
      ],
      rows: pages.map(timesOf),
    },
  ],
  bounds: [...pages.map(firstByteBound), weightBound(pages)],
})

/** The files that all pages load. */
export const assetsPart = async (ask: Ask, paths: readonly string[], rounds: Rounds): Promise<Part> => {
  const rows: (string | number)[][] = []
  for (const path of paths) {
    const { firstByte, whole, last } = await measured(ask, path, rounds)
    rows.push([
      path.slice(path.lastIndexOf('/') + 1),
      firstByte.median,
      firstByte.p95,
      whole.median,
      kB(last.wireBytes),
      kB(last.bytes),
    ])
  }
  return {
    title: 'Assets',
    found: [
      'Browsers keep them for good: their addresses change with what they hold.',
      { columns: ['file', 'first byte', 'p95', 'whole', 'on the wire', 'uncompressed'], rows },
    ],
    bounds: [],
  }
}
