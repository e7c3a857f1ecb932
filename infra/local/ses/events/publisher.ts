import { allRecipients } from '../all-recipients.ts'
import { failureSigns } from '../failure-signs.ts'
import type { Simulation } from '../simulation.ts'
import type { AcceptedCall, AcceptedMail } from '../store/accepted-call.ts'
import { createHeldEvents } from './held-events.ts'
import { createLimit } from './limit.ts'
import { mailEvents, type SesEvent } from './mail-events.ts'
import { publishWithRetries } from './publish-with-retries.ts'
import { suppress } from './suppress.ts'
import { topicsFor } from './topics-for.ts'

const CALLS_AT_ONCE = 4
const PUBLISHES_AT_ONCE = 16

export type Publish = (topicArn: string, message: string) => Promise<void>

/**
 * Publishes the events of accepted calls. The queue holds numbers of calls, not their contents, so that a slow
 * topic costs no memory. A call counts as published when all its events are; until then a restart publishes it
 * again (at least once). Events that a fault delays free their call's place in the meantime.
 */
export const createPublisher = (sim: Simulation, publish: Publish) => {
  const queue: number[] = []
  const atOnce = createLimit(PUBLISHES_AT_ONCE)
  const held = createHeldEvents()
  const running = new Set<Promise<void>>()
  const finishing = new Set<Promise<void>>()
  const announced = new Set<Promise<void>>()
  let stopped = false

  const publishTo = async (topics: string[], message: string, times: number) => {
    for (let time = 0; time < times; time++)
      for (const topic of topics)
        await atOnce(() =>
          publishWithRetries(
            () => publish(topic, message),
            () => stopped,
          ),
        )
  }

  const publishMail = async (
    call: AcceptedCall,
    mail: AcceptedMail,
    events: SesEvent[],
    later: Promise<void>[],
  ) => {
    const recipients = allRecipients(mail)
    const reversed = sim.faults.reorders(call.operation, recipients)
    for (const event of reversed ? events.toReversed() : events) {
      const topics = topicsFor(sim.state, call.configurationSet, event.type)
      const faults = sim.faults.ofEvent(call.operation, recipients, event.type)
      if (topics.length === 0 || faults.some((fault) => fault.kind === 'lose-event')) continue
      const times = 1 + (faults.find((fault) => fault.kind === 'repeat-event')?.times ?? 0)
      const delay = faults.find((fault) => fault.kind === 'delay-event')
      const now = () => publishTo(topics, event.message, times)
      if (delay) later.push(held.until(Date.now() + delay.ms).then(now))
      else await now()
    }
  }

  const publishCall = async (number: number) => {
    const call = sim.log.read(number)
    const results = call.mails.map((mail) => ({ mail, ...mailEvents(sim.contents, sim.owner, call, mail) }))
    const statuses = results.map((result) => result.status)
    sim.log.setStatuses(number, statuses)
    suppress(
      sim,
      results.flatMap((result) => result.suppress),
    )
    const later: Promise<void>[] = []
    const sooner = Promise.all(results.map(({ mail, events }) => publishMail(call, mail, events, later)))
    const end = sooner
      .then(() => Promise.all(later))
      .then(() => sim.log.markPublished(number, statuses))
      .catch((error) => {
        if (!stopped)
          process.stderr.write(
            `SES simulator: events of call ${number} were not published: ${failureSigns(error)}\n`,
          )
      })
      .finally(() => finishing.delete(end))
    finishing.add(end)
    await sooner.catch(() => undefined)
  }

  const start = (number: number) => {
    const task = publishCall(number).finally(() => {
      running.delete(task)
      pump()
    })
    running.add(task)
    return task
  }
  const pump = () => {
    while (!stopped && running.size < CALLS_AT_ONCE) {
      const next = queue.shift()
      if (next === undefined) return
      start(next)
    }
  }

  const enqueue = (number: number) => {
    queue.push(number)
    pump()
  }

  return {
    enqueue,
    /** Publishes once the caller has its answer; `idle` knows of the call already. */
    enqueueAfter(answered: Promise<void>, number: number) {
      const task = answered.then(() => {
        announced.delete(task)
        enqueue(number)
      })
      announced.add(task)
    },
    publishNow: start,
    async idle() {
      while (queue.length + running.size + finishing.size + announced.size > 0)
        await Promise.all([...running, ...finishing, ...announced])
    },
    async stop() {
      stopped = true
      held.release()
      await Promise.all([...running, ...finishing])
    },
  }
}

export type Publisher = ReturnType<typeof createPublisher>
