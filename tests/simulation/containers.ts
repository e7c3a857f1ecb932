import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { parseDigestKey } from '#functions/core/digest-key.ts'
import type { Message, QueueStore } from '#tests/support/memory-queue.ts'
import { Process } from './scheduler.ts'
import { type Kind, wire } from './wire.ts'
import { isSimulated, type QueueName, STAGE, type World } from './world.ts'

type QueueWorker = (event: SQSEvent) => Promise<SQSBatchResponse>

interface Container<Handler> {
  readonly process: Process
  readonly handler: Handler
  busy: boolean
}

const EVERY_MS = 1000

/** What Lambda does: keeps containers of a function warm, one invocation at a time each, and replaces those that died. */
const containersOf = <Handler>(kind: Kind, atOnce: number, make: (process: Process) => Handler) => {
  let containers: Container<Handler>[] = []
  let made = 0
  return {
    /** A container that is free, or undefined when all are at work. */
    free(): Container<Handler> | undefined {
      containers = containers.filter(({ process }) => process.alive)
      const idle = containers.find(({ busy }) => !busy)
      if (idle !== undefined || containers.length >= atOnce) return idle
      made += 1
      const process = new Process(`${kind}-${made}`)
      const container = { process, handler: make(process), busy: false }
      containers.push(container)
      return container
    },
    busy: (): boolean => containers.some(({ process, busy }) => process.alive && busy),
  }
}

const begin = (world: World, { process }: Container<unknown>, seconds: number): void => {
  process.hasCalled = false
  process.beganAt = world.scheduler.steps
  process.calls = 0
  process.wasStruck = false
  process.wasTurnedAway = false
  process.wasUnanswered = false
  process.firstReadAt = undefined
  process.state = 'claim'
  process.deadline = world.scheduler.now + seconds * 1000
}

/** When SES says that it does not send, the digest stops, unless a fault kept the worker from saying so. */
const judgeStop = (world: World, process: Process, [message]: readonly Message[]): void => {
  const { wasTurnedAway, wasStruck, wasUnanswered } = process
  if (!wasTurnedAway || wasStruck || wasUnanswered || message === undefined) return
  const { newsletter } = parseDigestKey(JSON.parse(message.body).digest)
  if (!world.stoppedSince.has(newsletter) && (world.stoppedLast.get(newsletter) ?? 0) < process.beganAt)
    world.breach(`${newsletter} goes on though SES said that it does not send`)
}

interface Source {
  readonly queue: QueueName
  readonly kind: Kind
  readonly worker: 'freeze' | 'send' | 'feedback' | 'close'
  readonly atOnce: number
  readonly batchSize: number
  readonly seconds: number
}

const { stepTimeoutSeconds: step, callTimeoutSeconds: call } = STAGE
const SOURCES: readonly Source[] = [
  { queue: 'freezes', kind: 'freeze', worker: 'freeze', atOnce: 2, batchSize: 1, seconds: step },
  { queue: 'batches', kind: 'send', worker: 'send', atOnce: 3, batchSize: 1, seconds: call },
  { queue: 'closings', kind: 'close', worker: 'close', atOnce: 2, batchSize: 1, seconds: step },
  { queue: 'urgent', kind: 'feedback', worker: 'feedback', atOnce: 2, batchSize: 10, seconds: step },
  { queue: 'bulk', kind: 'feedback', worker: 'feedback', atOnce: 2, batchSize: 20, seconds: step },
]

const toRecord = ({ id, body }: Message): SQSRecord => ({ messageId: String(id), body }) as SQSRecord

/** Feeds a queue to its function, as an event source mapping does: what fails, or dies, comes back. */
const feed = (world: World, { queue, kind, worker, atOnce, batchSize, seconds }: Source) => {
  const { scheduler } = world
  const store: QueueStore = world.queues[queue]
  const containers = containersOf(
    kind,
    atOnce,
    (process) => wire(world, kind, process)[worker]() as QueueWorker,
  )

  const invoke = async (container: Container<QueueWorker>, messages: readonly Message[]): Promise<void> => {
    const { process } = container
    const { batchItemFailures } = await container.handler({ Records: messages.map(toRecord) })
    // It failed between its two marks, and so its call is as if it had died in it: but only a fault may do that.
    if (process.isCalling && !process.wasStruck)
      world.breach(`${process.name} lost its call to another worker while it lived`)
    if (process.isCalling) world.crashesInCalls += 1
    process.isCalling = false
    judgeStop(world, process, messages)
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
    // Lambda deletes what was done; it may die before, and then all of it comes back.
    process.state = 'idle'
    await scheduler.request(process, 'acknowledge', () => {
      for (const { id } of messages) if (!failed.has(String(id))) store.messages.delete(id)
    })
    container.busy = false
    process.deadline = Number.POSITIVE_INFINITY
  }

  return {
    poll(): void {
      for (;;) {
        const visible = store.visible()
        const container = visible.length > 0 ? containers.free() : undefined
        if (container === undefined) return
        const messages: Message[] = []
        while (messages.length < batchSize && visible.length > 0) {
          const [message] = visible.splice(world.random.int(0, visible.length - 1), 1)
          if (message === undefined || !store.receive(message)) continue
          messages.push(message)
          if (world.strikes('message repeated')) {
            world.met('message repeated')
            store.push(message.body, world.random.chance(0.5) ? 0 : world.random.ms(1, 4000))
          }
          if (world.strikes('message late')) {
            world.met('message late')
            messages.pop()
            message.visibleAt = scheduler.now + world.random.ms(1000, 400_000)
          }
        }
        if (messages.length === 0) continue
        container.busy = true
        begin(world, container, seconds)
        invoke(container, messages).catch((error) => world.breach(`a handler threw: ${error?.stack}`))
      }
    },
    busy: containers.busy,
  }
}

/** All functions of the stack, their queues polled and the tick fired each minute. */
export const startFunctions = (world: World) => {
  const { scheduler } = world
  const sources = SOURCES.map((source) => feed(world, source))
  const ticks = containersOf('tick', 2, (process) => wire(world, 'tick', process).tick())

  const fire = (): void => {
    const container = ticks.free()
    if (container === undefined) return
    container.busy = true
    begin(world, container, STAGE.tickSeconds - 5)
    container.process.state = 'dispatch'
    container
      .handler()
      .catch((error) => {
        if (!isSimulated(error)) world.breach(`the tick threw: ${error?.stack}`)
      })
      .finally(() => {
        container.busy = false
        container.process.state = 'idle'
        container.process.deadline = Number.POSITIVE_INFINITY
      })
  }

  let stopped = false
  const poll = (): void => {
    if (stopped) return
    for (const source of sources) source.poll()
    // Nothing is lost by a longer rest while nothing waits.
    const waits = Object.values(world.queues).some(({ messages }) => messages.size > 0)
    scheduler.at(scheduler.now + (waits ? EVERY_MS : 15_000), poll)
  }
  const everyMinute = (): void => {
    if (stopped) return
    fire()
    const late = world.faulty ? world.random.int(0, 4000) : 0
    scheduler.at(scheduler.now + STAGE.tickSeconds * 1000 + late, everyMinute)
  }
  scheduler.at(scheduler.now, everyMinute)
  scheduler.at(scheduler.now + 500, poll)

  return {
    /** Another tick, whether one is running or not. */
    fire,
    busy: (): boolean => ticks.busy() || sources.some((source) => source.busy()),
    stop(): void {
      stopped = true
    },
  }
}

export type Functions = ReturnType<typeof startFunctions>
