import type { Instant } from '#functions/core/instant.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { Sweep } from '#functions/core/sweep.ts'
import { dueTo, type Question } from '#functions/core/yearly-question.ts'
import type { Histories, Log, Queue, Subscribers } from './ports.ts'
import type { ReaderRequest } from './request.ts'

interface Deps {
  subscribers: Subscribers
  histories: Histories
  requests: Queue<ReaderRequest>
  log: Log
}

/** A million a year. Whom a sweep leaves out, a later one asks. */
const MOST_A_SWEEP = 3000
/** Sign-ups wait in the same queue, so the questions come slower than its workers answer. */
const QUESTIONS_A_SECOND = 4

const CHUNK = 100

const requestOf = ({ newsletter, id }: Subscriber, kind: Question, at: Instant): ReaderRequest => ({
  id: `${kind}-${newsletter}-${id}-${at.slice(0, 4)}`,
  newsletter,
  kind,
  reader: id,
  at,
})

/** Ends a subscription without proof. What this very sweep ended before it was cut short is noted again. */
const end = async ({ subscribers, histories }: Deps, reader: Subscriber, at: Instant): Promise<boolean> => {
  const { newsletter, id } = reader
  const isEnded = reader.status === 'unsubscribed' || (await subscribers.endUnproven(reader, at))
  if (isEnded) await histories.note(id, { newsletter, at, what: 'ended', how: 'gazette' })
  return isEnded
}

const wasEndedBy = ({ at }: Sweep, { status, consentAt, statusAt }: Subscriber): boolean =>
  status === 'unsubscribed' && consentAt === undefined && statusAt === at

/** Has the readers of a key range asked whether they want this, as they are due; and ends what was asked for proof in vain. It writes nothing of whom it asks: who mails the letter does, so that a sweep may run twice, and one that asked in vain is made good by the next. */
export const sweepReaders =
  (deps: Deps) =>
  async (sweep: Sweep): Promise<void> => {
    const { newsletter, range, at } = sweep
    let [asked, ended] = [0, 0]
    let waiting: { message: ReaderRequest; delaySeconds: number }[] = []
    const ask = async (): Promise<void> => {
      await deps.requests.send(waiting)
      waiting = []
    }
    for await (const reader of deps.subscribers.range(newsletter, range)) {
      const due = wasEndedBy(sweep, reader) ? 'end' : dueTo(reader, at)
      if (due === 'end') ended += (await end(deps, reader, at)) ? 1 : 0
      else if (due !== undefined && asked < MOST_A_SWEEP) {
        const delaySeconds = Math.floor(asked / QUESTIONS_A_SECOND)
        waiting.push({ message: requestOf(reader, due, at), delaySeconds })
        asked += 1
        if (waiting.length === CHUNK) await ask()
      }
    }
    await ask()
    if (asked + ended > 0) deps.log('readers swept', { newsletter, range, asked, ended })
  }
