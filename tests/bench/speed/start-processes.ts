import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { until } from '#tests/support/gazette-process.ts'
import { seedLargeNewsletter } from '#tests/support/large-newsletter.ts'
import { type ManyProcesses, startManyProcesses } from '#tests/support/many-processes.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { approveDue } from './approve-due.ts'
import { heapOptions } from './heap-options.ts'
import type { Needed, Sent, StartProcesses } from './processes.ts'

const Written = z.object({ heapMb: z.number(), memoryMb: z.number(), cpuSeconds: z.number() })

/** At fewer readers a second than this nothing is to be seen. */
const LEAST_PER_SECOND = 20
const LEAST_PATIENCE_SECONDS = 120

const sent = async (
  { desk }: ManyProcesses,
  ref: DigestRef,
  readers: number,
  start: number,
): Promise<Sent> => {
  const patience = Math.max(LEAST_PATIENCE_SECONDS, readers / LEAST_PER_SECOND)
  const seconds = () => (Date.now() - start) / 1000
  const acceptedSeconds = await until(async () => {
    const { accepted } = await desk.ledger.health(digestKey(ref))
    return accepted === readers ? seconds() : undefined
  }, patience)
  const digest = await until(async () => {
    const now = await desk.digests.get(ref)
    return now?.status === 'sent' || now?.status === 'paused' ? now : undefined
  }, patience)
  if (digest.totals?.accepted !== readers)
    throw new Error(`It is ${digest.status}: ${JSON.stringify(digest.totals)}`)
  return { acceptedSeconds, sentSeconds: seconds() }
}

/** The whole ledger is read to see whether a digest may close: each second, as the local stage has it, would cost more than the send. */
const STAGE = { pace: 'unlimited', closeEverySeconds: 20 } as const

/** Emulators, the SES simulator and one worker, each a process of its own. */
export const startProcesses: StartProcesses = async ({ readers, heapMb }) => {
  const folder = temporaryFolder()
  const many = await startManyProcesses(STAGE)
  const stop = async (): Promise<void> => {
    await many.stop()
    folder.remove()
  }
  try {
    await many.simulator.setAccount({ maxSendRate: 1_000_000, max24HourSend: -1 })
    const { newsletter } = await seedLargeNewsletter(many.desk, readers)
    const ref = await approveDue(many.desk, newsletter.slug)
    const file = join(folder.path, 'needed.json')
    const probe = new URL('./probe.ts', import.meta.url)
    probe.searchParams.set('out', file)
    const worker = many.startWorker(...heapOptions(heapMb), '--import', probe.href)
    const { ended } = await worker.up()
    const died = ended.then((code) => {
      throw new Error(`The worker ended with ${code}: ${many.errors()}`)
    })
    died.catch(() => undefined)
    const start = Date.now()
    return {
      waitUntilSent: () => Promise.race([sent(many, ref, readers, start), died]),
      worker: (): Needed => Written.parse(JSON.parse(readFileSync(file, 'utf8'))),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
