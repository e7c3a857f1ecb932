import { setTimeout } from 'node:timers/promises'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { wireApproveDigest } from '#functions/wiring/approve-digest.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { wireCloseDigest } from '#functions/wiring/close-digest.ts'
import { wireDraftDigest } from '#functions/wiring/draft-digest.ts'
import type { HandlerName } from '#functions/wiring/env.ts'
import { wireFreezeAudience } from '#functions/wiring/freeze-audience.ts'
import { wireRecordFeedback } from '#functions/wiring/record-feedback.ts'
import { wireSendBatch } from '#functions/wiring/send-batch.ts'
import { wireTick } from '#functions/wiring/tick.ts'
import { approveAsShown } from '#infra/local/run-digest.ts'
import { type ManyProcesses, startManyProcesses } from '#tests/support/many-processes.ts'
import { invoke, type QueueWorker, queuesOf } from './lambda.ts'
import { type Counts, type Meter, minus } from './meter.ts'
import { seedBench } from './seed-bench.ts'

export interface CountedSend {
  readonly readers: number
  readonly batches: number
  /** What one tick of a measured pace counts, while a digest is sent. */
  readonly tick: Counts['dispatch']
  readonly counts: Counts
  /** The bodies of the messages in which SES told of all mails, in the order in which they came. */
  readonly events: readonly string[]
  /** Records events by the real handler, and answers what that counted. */
  record(invocations: readonly (readonly string[])[]): Promise<Counts['events']>
}

const MEASURED_TICKS = 5
const PATIENCE_LOOKS = 600
/** Readers a second. */
const WITHOUT_LIMIT = 1_000_000
const SOME_CALLS_A_TICK = 200

const dividedBy = <T extends object>(counts: T, by: number): T =>
  Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, value / by])) as T

/** The handlers, each wired once as in a warm function. */
const wireAll = (meter: Meter) => {
  const workers = {
    'draft-digest': wireDraftDigest(),
    'approve-digest': wireApproveDigest(),
    'freeze-audience': wireFreezeAudience(),
    'send-batch': wireSendBatch(),
    'record-feedback': wireRecordFeedback(),
    'close-digest': wireCloseDigest(),
  } satisfies Partial<Record<HandlerName, QueueWorker>>
  const tickOf = (pace: 'measured' | 'unlimited') => {
    process.env.PACE = pace
    const run = wireTick()
    return async (): Promise<void> => {
      // Its window must be a new one.
      await setTimeout(1000)
      await meter.call('tick', run)
    }
  }
  return {
    tick: tickOf('unlimited'),
    measuredTick: tickOf('measured'),
    work: (handler: keyof typeof workers, bodies: readonly string[]) =>
      meter.call(handler, () => invoke(workers[handler], bodies)),
  }
}

/** Readers cost as in production, where many new ones are mailed day by day, and logs have as many lines. */
const AS_DEPLOYED = { RAMPS: 'on', LOG_LEVEL: 'info' }

/** Sends a digest of the sample newsletter to so many readers, one handler after the other, and counts what each asks of AWS. The emulators are other processes. */
export const countSend = async (
  meter: Meter,
  readers: number,
  then: (counted: CountedSend) => Promise<void>,
): Promise<void> => {
  const many = await startManyProcesses({ pace: 'unlimited' })
  try {
    Object.assign(process.env, AS_DEPLOYED)
    await then(await sendOne(meter, many, readers))
  } finally {
    await many.stop()
  }
}

const sendOne = async (
  meter: Meter,
  { desk, simulator }: ManyProcesses,
  readers: number,
): Promise<CountedSend> => {
  const setRate = (maxSendRate: number) => simulator.setAccount({ maxSendRate, max24HourSend: -1 })
  await setRate(WITHOUT_LIMIT)
  const newsletter = await seedBench(desk, readers, systemClock())
  const queues = queuesOf(new SQSClient({}))
  const { tick, measuredTick, work } = wireAll(meter)
  const before = meter.snapshot()

  const newest = async (): Promise<Digest> => {
    const [digest] = await desk.digests.latest(newsletter.slug, 1)
    if (digest === undefined) throw new Error('There is no digest')
    return digest
  }
  const drain = async (name: string, handler: Parameters<typeof work>[0]): Promise<void> => {
    for (let bodies = await queues.take(name); bodies.length > 0; bodies = await queues.take(name))
      for (const body of bodies) await work(handler, [body])
  }
  const takeEvents = async (count: number): Promise<string[]> => {
    const events: string[] = []
    for (let looks = 0; events.length < count && looks < PATIENCE_LOOKS; looks += 1) {
      for (
        let some = await queues.take('BulkFeedback');
        some.length > 0;
        some = await queues.take('BulkFeedback')
      )
        events.push(...some)
      if (events.length < count) await setTimeout(100)
    }
    if (events.length !== count) throw new Error(`${events.length} events came of ${count}.`)
    return events
  }

  await tick()
  await drain('Drafts', 'draft-digest')
  await approveAsShown(desk, await newest())
  await drain('Approvals', 'approve-digest')
  await tick()
  await drain('Freezes', 'freeze-audience')
  await tick()
  // The canary: the first batch alone, and the others once SES told of it.
  await drain('Batches', 'send-batch')
  const events = await takeEvents(2 * Math.min(readers, 50))
  await work('record-feedback', events)
  const sealed = await desk.ledger.audience(digestKey(await newest()))
  const batches = sealed?.waves.reduce((sum, wave) => sum + wave.batches, 0) ?? 0
  const beforeTicks = meter.snapshot()
  // The tick keeps for minutes what it read of the account, so that the simulator need not hold it to that.
  await setRate(SOME_CALLS_A_TICK)
  for (let ticks = 0; ticks < MEASURED_TICKS; ticks += 1) {
    await measuredTick()
    await setRate(WITHOUT_LIMIT)
    await drain('Batches', 'send-batch')
  }
  const perTick = dividedBy(minus(meter.snapshot(), beforeTicks).dispatch, MEASURED_TICKS)
  await tick()
  await drain('Batches', 'send-batch')
  events.push(...(await takeEvents(2 * (readers - Math.min(readers, 50)))))
  while ((await newest()).status === 'sending') {
    await tick()
    await drain('Closings', 'close-digest')
  }
  const { status, totals } = await newest()
  if (status !== 'sent' || totals?.accepted !== readers)
    throw new Error(`It is ${status}: ${JSON.stringify(totals)}`)
  return {
    readers,
    batches,
    tick: perTick,
    counts: minus(meter.snapshot(), before),
    events,
    async record(invocations) {
      const start = meter.snapshot()
      for (const bodies of invocations) await work('record-feedback', bodies)
      return minus(meter.snapshot(), start).events
    },
  }
}
