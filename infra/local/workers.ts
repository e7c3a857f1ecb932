import { setTimeout as sleep } from 'node:timers/promises'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { EventSources } from './event-sources.ts'
import { queuePoller } from './queue-poller.ts'

export interface Workers {
  tick(): Promise<void>
  /** Works on the queues until nothing is visible and nobody works. */
  drain(): Promise<void>
  /** Ticks and works in real time until stopped. */
  run(tickSeconds: number): void
  stop(): Promise<void>
}

const IDLE_MS = 100
/** AWS deletes within a few days. */
const REAP_EVERY_MS = 300_000
/** Each queue is asked all the time, so the question waits for an answer; stopping waits for that. */
const LONG_POLL_SECONDS = 1

/** What Lambda would write to its log: the local cloud goes on. */
const report = (error: unknown): void => console.error(error)

/** Calls the handlers of the queues and of the tick; `reap` now and then. */
export const startWorkers = (
  { queues, tick }: EventSources,
  sqs: SQSClient,
  reap?: () => Promise<unknown>,
): Workers => {
  const pollers = queues.map((queue) => queuePoller(sqs, queue, report))
  const loops: Promise<void>[] = []
  const stopping = new AbortController()
  const { signal } = stopping

  /** Again at once when there was work, else after a rest. */
  const loop = async (once: () => Promise<boolean>, restMs: number): Promise<void> => {
    const reported = (error: unknown): boolean => {
      report(error)
      return false
    }
    const rest = () => sleep(restMs, undefined, { signal }).catch(() => {})
    while (!signal.aborted) if (!(await once().catch(reported))) await rest()
  }

  return {
    tick,

    async drain() {
      let asked = pollers
      for (;;) {
        const found = await Promise.all(asked.map((poller) => poller.poll(0)))
        const more = asked.filter((_, index) => found[index])
        // The others get new messages from a call that ends, so until then they need not be asked.
        if (more.length > 0) asked = more
        else {
          const busy = pollers.filter((poller) => poller.isBusy())
          if (busy.length > 0) await Promise.race(busy.map((poller) => poller.finished()))
          else if (asked === pollers) return
          asked = pollers
        }
      }
    },

    run(tickSeconds) {
      for (const poller of pollers) loops.push(loop(() => poller.poll(LONG_POLL_SECONDS), IDLE_MS))
      loops.push(loop(() => tick().then(() => false), tickSeconds * 1000))
      if (reap !== undefined) loops.push(loop(() => reap().then(() => false), REAP_EVERY_MS))
    },

    async stop() {
      stopping.abort()
      await Promise.all(loops)
      await Promise.all(pollers.map((poller) => poller.finished()))
    },
  }
}
