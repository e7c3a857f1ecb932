import { figure, type Part } from '../report.ts'
import { heapOptions } from './heap-options.ts'
import type { Needed, Sent, StartProcesses } from './processes.ts'

const HEAP_MB = 96
const LEAST = 0.8

interface Run extends Sent, Needed {
  readonly readers: number
}

const run = async (start: StartProcesses, readers: number): Promise<Run> => {
  const processes = await start({ readers, heapMb: HEAP_MB })
  try {
    const sent = await processes.waitUntilSent()
    return { readers, ...sent, ...processes.worker() }
  } finally {
    await processes.stop()
  }
}

const rateOf = ({ readers, acceptedSeconds }: Run): number => readers / acceptedSeconds

/** Readers a second from the freeze to the last accepted mail, by a worker with a small heap, at growing audiences. */
export const speedPart = async (start: StartProcesses, sizes: readonly number[]): Promise<Part> => {
  const runs: Run[] = []
  for (const readers of sizes) runs.push(await run(start, readers))
  const [fewer, most] = runs.slice(-2)
  const ratio = fewer === undefined || most === undefined ? Number.NaN : rateOf(most) / rateOf(fewer)
  return {
    title: 'Readers a second',
    found: [
      `One process of workers with \`${heapOptions(HEAP_MB).join(' ')}\`, which freezes, dispatches without limit, sends, records events and closes; the emulators and the SES simulator are other processes on the same machine, and take most of its time.`,
      {
        columns: [
          'readers',
          'readers/s',
          's to the last accepted',
          's to the close',
          'heap in MB',
          'memory in MB',
          'CPU of the worker in ms a reader',
        ],
        rows: runs.map((one) => [
          one.readers,
          rateOf(one),
          one.acceptedSeconds,
          one.sentSeconds,
          one.heapMb,
          one.memoryMb,
          (one.cpuSeconds * 1000) / one.readers,
        ]),
      },
    ],
    bounds: [
      {
        what: `readers/s at ${figure(most?.readers ?? 0)} readers against ${figure(fewer?.readers ?? 0)}, worker heap of ${HEAP_MB} MB`,
        limit: `≥ ${LEAST} ×`,
        measured: `${figure(ratio)} × (${figure(most === undefined ? 0 : rateOf(most))}/s)`,
        holds: ratio >= LEAST,
        because: 'something grows with the audience',
      },
    ],
  }
}
