import { setTimeout as sleep } from 'node:timers/promises'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { seededRandom } from '#infra/local/seeded-random.ts'
import { until } from './gazette-process.ts'
import type { Killable } from './killable.ts'
import type { ManyProcesses } from './many-processes.ts'
import { mixedFaults } from './mixed-faults.ts'

/** Between two kills. */
const LEAST_MS = 200
const MOST_MS = 1400
/** One kill in so many hits the SES simulator; more often, and what it turned away would wait longer each time. */
const AT_SES = 6
/** More would only take longer. */
const MOST_KILLS = 14
/** One seed in so many also kills all workers before the first mail. */
const EARLY = 3
const EARLY_MS = 3000
const PATIENCE_SECONDS = 180

export interface KilledWhileSending {
  readonly digest: Digest
  /** Kills while batches were still to be handed out. */
  readonly kills: number
  /** Calls whose answer nobody recorded, at most: those that a kill may have cut off, and those that a fault hit. */
  readonly lostAnswers: number
}

const isHandedOut = async (desk: Desk, ref: DigestRef): Promise<boolean> => {
  const key = digestKey(ref)
  const waves = (await desk.ledger.audience(key))?.waves ?? []
  const cursors = await desk.ledger.cursors(key, waves.length)
  return waves.every(({ batches }, wave) => (cursors[wave]?.next ?? 0) >= batches)
}

/** Calls that a process of workers may be in at once. */
const callsAtOnce = ({ deployment }: ManyProcesses): number =>
  deployment.queues.find(({ handler }) => handler.includes('send-batch'))?.workers ?? 0

/**
 * Follows an approved digest to its end. From the first mail on SES has faults, and workers and the SES simulator are
 * killed while batches are handed out, and often once after that. `tell` is told of each kill.
 */
export const killWhileSending = async (
  many: ManyProcesses,
  workers: readonly Killable[],
  ref: DigestRef,
  { seed, tell }: { seed: number; tell: (line: string) => void },
): Promise<KilledWhileSending> => {
  const { desk, ses, simulator } = many
  const random = seededRandom(seed)
  const begin = Date.now()
  let kills = 0
  let lostAnswers = 0
  let simulatorStarts = 0
  let simulatorIsBack = Promise.resolve()

  const setFaults = (): Promise<void> => simulator.setFaults(mixedFaults(seed * 100 + simulatorStarts))
  const countFaults = async (): Promise<void> => {
    for (const { fault, hits } of await simulator.hits())
      if (fault.kind === 'fail-before-accept' || fault.kind === 'fail-after-accept') lostAnswers += hits
  }
  const told = (who: string): void => tell(`${who} after ${Date.now() - begin} ms`)

  const killWorker = async (): Promise<void> => {
    const number = Math.floor(random() * workers.length)
    told(`worker ${number}`)
    await workers[number]?.kill()
    lostAnswers += callsAtOnce(many)
  }
  const killSimulator = async (): Promise<void> => {
    await simulatorIsBack
    await countFaults()
    told('SES')
    await ses.kill()
    lostAnswers += callsAtOnce(many) * workers.length
    simulatorStarts += 1
    simulatorIsBack = ses.up().then(setFaults)
    // Who waits for it is told of its failure.
    simulatorIsBack.catch(() => undefined)
  }

  if (seed % EARLY === 0) {
    await sleep(random() * EARLY_MS)
    told('all workers')
    if ((await desk.digests.get(ref))?.firstCallAt === undefined)
      await Promise.all(workers.map((worker) => worker.kill()))
  }
  await until(async () => (await simulator.accepted())[0], PATIENCE_SECONDS)
  tell(`the first mail after ${Date.now() - begin} ms`)
  await setFaults()
  for (let handedOut = false; !handedOut && kills < MOST_KILLS; ) {
    await sleep(LEAST_MS + random() * (MOST_MS - LEAST_MS))
    handedOut = await isHandedOut(desk, ref)
    await (kills % AT_SES === 2 + (seed % 3) ? killSimulator() : killWorker())
    if (!handedOut) kills += 1
  }
  tell(`left alone after ${Date.now() - begin} ms`)

  const digest = await until(async () => {
    const now = await desk.digests.get(ref)
    return now?.status === 'sent' || now?.status === 'paused' ? now : undefined
  }, PATIENCE_SECONDS)
  tell(`${digest.status} after ${Date.now() - begin} ms`)
  await simulatorIsBack
  await countFaults()
  return { digest, kills, lostAnswers }
}
