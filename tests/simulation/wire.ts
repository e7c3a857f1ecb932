import { dynamoActs } from '#functions/adapters/dynamodb/acts.ts'
import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoHistories } from '#functions/adapters/dynamodb/histories.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoPages } from '#functions/adapters/dynamodb/pages.ts'
import { dynamoPosts } from '#functions/adapters/dynamodb/posts.ts'
import { dynamoSoftBounces } from '#functions/adapters/dynamodb/soft-bounces.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { dynamoSuppressions } from '#functions/adapters/dynamodb/suppressions.ts'
import { sesMailer } from '#functions/adapters/ses/mailer.ts'
import { DigestRef } from '#functions/core/digest-key.ts'
import { addSubscriber } from '#functions/use-cases/add-subscriber.ts'
import { BatchMessage } from '#functions/use-cases/batch-message.ts'
import { closeDigest } from '#functions/use-cases/close-digest.ts'
import { controlDigest } from '#functions/use-cases/control-digest.ts'
import { decideReaders } from '#functions/use-cases/decide-readers.ts'
import { freezeAudience } from '#functions/use-cases/freeze-audience.ts'
import type { Queue, SendingAccount } from '#functions/use-cases/ports.ts'
import { recordFeedback } from '#functions/use-cases/record-feedback.ts'
import { sendBatch } from '#functions/use-cases/send-batch.ts'
import { suppress } from '#functions/use-cases/suppress.ts'
import { tick } from '#functions/use-cases/tick.ts'
import { feedbackHandler } from '#functions/wiring/feedback-handler.ts'
import type { Logger } from '#functions/wiring/log.ts'
import { queueHandler } from '#functions/wiring/queue-handler.ts'
import { sesClient } from '#functions/wiring/ses-client.ts'
import { someSigningKeys } from '#tests/support/builders.ts'
import { memoryQueue, type QueueStore } from '#tests/support/memory-queue.ts'
import { memorySes } from '#tests/support/memory-ses.ts'
import { memoryTable, type TableStore } from '#tests/support/memory-table.ts'
import { judgeCanary } from './canary.ts'
import type { Process } from './scheduler.ts'
import { callFate, sesAccepts } from './ses.ts'
import { isSimulated, LEASES, PEPPER, STAGE, type World } from './world.ts'

export type Kind = 'tick' | 'freeze' | 'send' | 'feedback' | 'close' | 'person'

/** What a worker is doing when it makes a request of a table. */
const stateOf = (kind: Kind, process: Process, table: string, request: string): string => {
  switch (kind) {
    case 'tick':
      return 'dispatch'
    case 'feedback':
      return 'record'
    case 'close':
      return 'close'
    case 'person':
      return 'act'
    case 'freeze':
      if (request === 'put') return 'seal'
      return table === 'delivery' && request === 'query' ? 'read back' : 'freeze'
    case 'send':
      if (table === 'audience') return 're-read'
      if (table === 'delivery' && request === 'put') return process.hasCalled ? 'settle' : 'mark'
      return process.hasCalled ? 'count' : 'claim'
  }
}

/** A program of the real use cases, adapters and SDK, in front of the world's twins, whose every request is one of this process. */
export const wire = (world: World, kind: Kind, process: Process) => {
  const { scheduler, random } = world
  const requester =
    (place: string) =>
    <T>(name: string, effect: () => T): Promise<T> => {
      process.state = stateOf(kind, process, place, name)
      return scheduler.request(process, `${place} ${name}`, () => {
        if (place === 'audience') process.firstReadAt ??= scheduler.steps
        const result = effect()
        // From the mark to the settlement a crash leaves readers uncertain.
        const { codes, window } = world.lastPut ?? {}
        if (kind === 'tick' && place === 'delivery' && result === true && window !== undefined)
          process.window = String(window)
        if (kind === 'send' && place === 'delivery' && name === 'put' && result === true)
          process.isCalling = String(codes).includes('~')
        return result
      })
    }
  const table = (place: 'content' | 'audience' | 'delivery', store: TableStore) =>
    memoryTable(store, {
      request: requester(place),
      now: () => scheduler.now,
      indexDelayMs: () => (random.chance(place === 'audience' ? 0.6 : 0.2) ? random.ms(100, 5000) : 5),
      pageSize: () => random.int(3, 40),
      leavesOut: () => world.faulty && random.chance(0.02),
    })
  const content = table('content', world.content)
  const audience = table('audience', world.audience)
  const queueTo = <Sent>(store: QueueStore): Queue<Sent> =>
    memoryQueue(store, requester('sqs'), () => world.faulty && random.chance(0.01))
  const nowhere: Queue<never> = { send: async () => {}, depth: async () => 0 }

  const digests = dynamoDigests(content)
  const pages = dynamoPages(content)
  const newsletters = dynamoNewsletters(content)
  const subscribers = dynamoSubscribers(audience)
  const suppressions = dynamoSuppressions(audience)
  const softBounces = dynamoSoftBounces(audience)
  const histories = dynamoHistories(audience)
  const ledger = dynamoLedger(table('delivery', world.delivery))
  const posts = dynamoPosts(content)
  const batches = queueTo<BatchMessage>(world.queues.batches)
  /** Of a dispatcher: a batch is handed out by one of them in a window. */
  const dealt: Queue<BatchMessage> = {
    ...batches,
    send: (messages) => {
      for (const { message } of messages) {
        judgeCanary(world, message)
        const name = `${process.window} ${message.digest} ${message.wave}-${message.number}`
        const other = world.handedOut.get(name)
        if (other !== undefined && other !== process)
          world.breach(`${message.digest} ${message.wave}-${message.number} is dealt twice in a window`)
        world.handedOut.set(name, process)
      }
      return batches.send(messages)
    },
  }
  const { clock, newId } = world
  const alarm = () => {}
  const callLeaseSeconds = LEASES.call
  const uncertainSeconds = STAGE.uncertainSeconds
  const pepper = async () => PEPPER
  const logger: Logger = {
    log: () => {},
    warn: () => {},
    alarm,
    report: (error) => {
      if (!isSimulated(error)) world.breach(`unexpected failure: ${error}`)
      return 'an id'
    },
  }
  const account: SendingAccount = {
    state: async () => ({
      maxSendRate: world.maxSendRate,
      max24HourSend: world.quota,
      sentLast24Hours: world.sentInADay(),
      production: true,
      sendingEnabled: true,
      enforcement: 'HEALTHY',
    }),
    sender: async () => ({ region: 'us-east-1', identity: 'verified', configurationSet: 'sends' }),
  }
  const ses = () => {
    const request = <T>(name: string, effect: () => T): Promise<T> => {
      process.state = 'call'
      process.hasCalled = true
      return scheduler.request(process, name, effect)
    }
    return sesClient(STAGE.sesTimeoutSeconds, {
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:1',
      credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
      requestHandler: memorySes({
        request,
        fateOf: () => {
          process.state = 'call'
          return callFate(world, process)
        },
        accept: (entries) => sesAccepts(world, process, entries),
        onUnknown: () => {
          world.unknownAnswers += 1
          process.wasUnanswered = true
        },
      }),
    })
  }
  const suppressing = { suppressions, subscribers, newsletters, clock }
  return {
    tick: () =>
      tick({
        newsletters,
        digests,
        pages,
        ledger,
        account,
        batches: dealt,
        drafts: nowhere,
        approvals: nowhere,
        sweeps: nowhere,
        notices: nowhere,
        freezes: queueTo(world.queues.freezes),
        closings: queueTo(world.queues.closings),
        clock,
        alarm,
        report: logger.report,
        pace: 'measured',
        tickSeconds: STAGE.tickSeconds,
        draftLeadSeconds: 0,
        leastApprovalSeconds: STAGE.leastApprovalSeconds,
        stepLeaseSeconds: LEASES.step,
        closeEverySeconds: STAGE.closeEverySeconds,
        canarySeconds: STAGE.canarySeconds,
        stuckSeconds: STAGE.stuckSeconds,
        staleSeconds: STAGE.staleSeconds,
      }),
    freeze: () =>
      queueHandler(
        DigestRef,
        freezeAudience({
          newsletters,
          digests,
          subscribers,
          ledger,
          account,
          clock,
          newId,
          alarm,
          ramps: true,
        }),
        logger,
      ),
    send: () =>
      queueHandler(
        BatchMessage,
        sendBatch({
          newsletters,
          digests,
          subscribers,
          ledger,
          mailer: sesMailer(ses(), { plain: 'gazette', tracked: 'none' }),
          batches,
          signingKeys: async () => someSigningKeys(),
          clock,
          newId,
          alarm,
          publicOrigin: 'https://gazette.example',
          callLeaseSeconds,
        }),
        logger,
      ),
    feedback: () =>
      feedbackHandler(
        recordFeedback({
          ...suppressing,
          histories,
          softBounces,
          ledger,
          pepper,
          warn: () => {},
          alarm,
          report: logger.report,
        }),
        clock,
      ),
    close: () =>
      queueHandler(
        DigestRef,
        closeDigest({
          digests,
          posts,
          ledger,
          batches,
          templates: { store: async () => {}, remove: async () => {}, testRender: () => Promise.reject() },
          clock,
          log: () => {},
          callLeaseSeconds,
          uncertainSeconds,
        }),
        logger,
      ),
    person: {
      digests,
      newsletters,
      ledger,
      subscribers,
      suppress: suppress(suppressing),
      addSubscriber: addSubscriber({ subscribers, suppressions, softBounces, pepper }),
      control: controlDigest({ digests, acts: dynamoActs(content), ledger, clock, callLeaseSeconds }),
      decide: decideReaders({
        digests,
        acts: dynamoActs(content),
        ledger,
        clock,
        batches,
        callLeaseSeconds,
      }),
    },
  }
}

export type Wired = ReturnType<typeof wire>
