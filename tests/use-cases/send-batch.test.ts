import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { marshall } from '@aws-sdk/util-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { readerKey } from '#functions/adapters/dynamodb/audience-keys.ts'
import { signingKeysSecret } from '#functions/adapters/secrets/secrets.ts'
import { sesMailer } from '#functions/adapters/ses/mailer.ts'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { BatchMessage } from '#functions/use-cases/batch-message.ts'
import { sendBatch } from '#functions/use-cases/send-batch.ts'
import { sqsClient } from '#functions/wiring/clients.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { readEnv } from '#functions/wiring/env.ts'
import { newId } from '#functions/wiring/new-id.ts'
import { wireSendBatch } from '#functions/wiring/send-batch.ts'
import type { Fault, FaultRule } from '#infra/local/ses/faults/fault-rule.ts'
import { deliver } from '#tests/support/deliver.ts'
import { stage, startTestCloud } from '#tests/support/local-cloud.ts'
import { NO_EVENTS } from '#tests/support/lost-answers.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'

const cloud = await startTestCloud()
const { subscribers, suppress } = cloud.desk

const firstCall = (fault: Fault): FaultRule => ({
  operation: 'SendBulkEmail',
  match: { next: 1 },
  fault,
})
const everyCall = (fault: Fault): FaultRule => ({ ...firstCall(fault), match: { every: 1 } })

const isFrozen = (digest: Digest): boolean => digest.attempt !== undefined

/** A digest whose readers are frozen, and none called yet. */
const frozen = async (readers: number) => {
  const weekly = await cloud.weekly(readers)
  return { ...weekly, digest: await cloud.until(weekly.newsletter, isFrozen) }
}

/** A digest whose only batch is about to be sent, by hand. */
const aboutToSend = async (readers: number) => {
  const weekly = await frozen(readers)
  await cloud.workers.tick()
  const digest = (await cloud.newest(weekly.newsletter)) ?? weekly.digest
  const message: BatchMessage = {
    digest: digestKey(digest),
    attempt: digest.attempt ?? '',
    wave: 0,
    number: 0,
    tries: 0,
  }
  expect(digest.status).toBe('sending')
  return { ...weekly, digest, message }
}

/** The use case on the real parts, but for what a test replaces. */
const sender = (over: Partial<Parameters<typeof sendBatch>[0]>) => {
  const env = readEnv('send-batch')
  return sendBatch({
    newsletters: cloud.desk.newsletters,
    digests: cloud.desk.digests,
    subscribers,
    ledger: cloud.desk.ledger,
    mailer: sesMailer(new SESv2Client({ maxAttempts: 1 }), {
      plain: env.CONFIGURATION_SET,
      tracked: env.TRACKED_CONFIGURATION_SET,
    }),
    batches: sqsQueue(sqsClient(), env.BATCH_QUEUE_URL),
    signingKeys: signingKeysSecret(new SecretsManagerClient({}), env.SIGNING_KEYS_SECRET),
    clock: systemClock,
    newId,
    alarm: () => {},
    publicOrigin: env.PUBLIC_ORIGIN,
    callLeaseSeconds: env.CALL_LEASE_SECONDS,
    ...over,
  })
}

const resume = (digest: Digest): Promise<Digest> =>
  cloud.desk.digests.replace({ ...digest, status: 'sending' })

beforeEach(() => cloud.inbox.setFaults([]))

describe('what certainly did not leave is tried again, and everyone is accepted once', () => {
  const allAccepted = async (digest: Digest, readers: readonly Subscriber[]): Promise<void> => {
    expect(digest).toMatchObject({ status: 'sent', totals: { accepted: readers.length } })
    expect(cloud.accepted(digest)).toHaveLength(readers.length)
    await expectPromiseKept(cloud, digest)
  }

  test('without any fault', async () => {
    const { newsletter, readers } = await cloud.weekly(12)
    const digest = await cloud.settle(newsletter)
    await allAccepted(digest, readers)
    expect(digest.reason).toBeUndefined()
  })

  test('when SES cannot be reached', async () => {
    const { newsletter, readers, digest, message } = await aboutToSend(3)
    const nobodyThere = new SESv2Client({ endpoint: 'http://127.0.0.1:1', maxAttempts: 1 })
    await sender({ mailer: sesMailer(nobodyThere, { plain: 'any', tracked: 'any' }) })(message)
    expect(Object.values(await cloud.standings(digest))).toEqual(['waiting', 'waiting', 'waiting'])
    await allAccepted(await cloud.settle(newsletter), readers)
  })

  test('when SES throttles the call, and then asks some of its entries to come again', async () => {
    const { newsletter, readers } = await cloud.weekly(6)
    const statuses = ['ACCOUNT_THROTTLED', 'TRANSIENT_FAILURE', 'FAILED'] as const
    cloud.inbox.setFaults([
      firstCall({ kind: 'throttle' }),
      ...statuses.map((status) => firstCall({ kind: 'entry-status', status })),
    ])
    await allAccepted(await cloud.settle(newsletter), readers)
  })

  test('when the message of a batch is lost on the way', async () => {
    const { newsletter, readers, digest } = await frozen(3)
    // Its batches count as handed out, but no queue holds them.
    await cloud.desk.ledger.moveCursor(digestKey(digest), 0, { next: 0 }, { next: 1, cleared: true })
    await allAccepted(await cloud.settle(newsletter), readers)
  })

  test('when SES keeps turning a batch away, until the digest pauses', async () => {
    cloud.inbox.setFaults([everyCall({ kind: 'throttle' })])
    const { message, digest } = await aboutToSend(2)
    await sender({})({ ...message, tries: 7 })
    expect(await cloud.desk.digests.get(digest)).toMatchObject({ status: 'sending' })
    await sender({})({ ...message, tries: 8 })
    expect(await cloud.desk.digests.get(digest)).toMatchObject({
      status: 'paused',
      reason: 'SES keeps turning a batch away.',
    })
    await expectPromiseKept(cloud, digest)
    // The next try, a quarter of an hour later, finds the digest paused.
    cloud.pass(900)
    await cloud.step()
    expect(cloud.accepted(digest)).toEqual([])
  })
})

test('a reader whose mail SES rejects fails, and the others are accepted', async () => {
  const { newsletter, readers } = await cloud.weekly(4)
  const recipient = readers[1]?.address ?? ''
  cloud.inbox.setFaults([
    { match: { recipient }, fault: { kind: 'entry-status', status: 'MESSAGE_REJECTED' } },
  ])
  const digest = await cloud.settle(newsletter)
  expect(digest).toMatchObject({ status: 'sent', totals: { accepted: 3, failed: 1, waiting: 0 } })
  const standings = await cloud.standings(digest)
  expect(standings[readers[1]?.id ?? '']).toBe('failed: message-rejected')
  await expectPromiseKept(cloud, digest)
})

test('a reader for whom SES refuses every call is found by halving, fails, and the others are accepted', async () => {
  const { newsletter, readers } = await cloud.weekly(13)
  const bad = [readers[4], readers[9]]
  cloud.inbox.setFaults(
    bad.map((reader) => ({
      operation: 'SendBulkEmail',
      match: { recipient: reader?.address ?? '' },
      fault: { kind: 'refuse', exception: 'BadRequestException', message: 'Bad.' },
    })),
  )
  const digest = await cloud.settle(newsletter)
  expect(digest).toMatchObject({ status: 'sent', totals: { accepted: 11, failed: 2, waiting: 0 } })
  const standings = await cloud.standings(digest)
  for (const reader of bad) expect(standings[reader?.id ?? '']).toBe('failed: bad-request')
  await expectPromiseKept(cloud, digest)
  const batch = await cloud.desk.ledger.batch({
    digest: digestKey(digest),
    attempt: digest.attempt ?? '',
    wave: 0,
    number: 0,
  })
  // What SES refused as a whole left no trace.
  expect(batch?.calls.length).toBeLessThan(13)
})

describe('the digest pauses with SES’s words and nobody is lost', () => {
  const expectPauseThenAll = async (faults: FaultRule[], words: string): Promise<void> => {
    cloud.inbox.setFaults(faults)
    const { newsletter, readers } = await cloud.weekly(3)
    const paused = await cloud.settle(newsletter)
    expect(paused.status).toBe('paused')
    expect(paused.reason).toContain(words)
    expect(cloud.accepted(paused)).toEqual([])
    expect(Object.values(await cloud.standings(paused))).toEqual(readers.map(() => 'waiting'))

    cloud.inbox.setFaults([])
    await resume(paused)
    const sent = await cloud.until(newsletter, 'sent')
    expect(sent.totals).toMatchObject({ accepted: readers.length, waiting: 0 })
    await expectPromiseKept(cloud, sent)
  }

  test('when its template is gone', () =>
    expectPauseThenAll(
      [
        everyCall({
          kind: 'entry-status',
          status: 'TEMPLATE_NOT_FOUND',
          message: 'Template x is not there.',
        }),
      ],
      'TEMPLATE_NOT_FOUND: Template x is not there.',
    ))

  test('when sending is paused', () =>
    expectPauseThenAll(
      [everyCall({ kind: 'refuse', exception: 'SendingPausedException', message: 'Sending is paused.' })],
      'SendingPausedException: Sending is paused.',
    ))

  test('when the day’s quota is used up', () =>
    expectPauseThenAll(
      [
        everyCall({
          kind: 'refuse',
          exception: 'TooManyRequestsException',
          status: 429,
          message: 'Daily message quota exceeded.',
        }),
      ],
      'Daily message quota exceeded.',
    ))

  test('halfway, keeping those who were accepted', async () => {
    const { newsletter, readers } = await cloud.weekly(5)
    const status = 'ACCOUNT_SENDING_PAUSED'
    cloud.inbox.setFaults([
      { operation: 'SendBulkEmail', match: { every: 2 }, fault: { kind: 'entry-status', status } },
    ])
    const paused = await cloud.settle(newsletter)
    expect(paused.status).toBe('paused')
    expect(cloud.accepted(paused)).toHaveLength(3)
    await expectPromiseKept(cloud, paused)

    cloud.inbox.setFaults([])
    await resume(paused)
    const sent = await cloud.until(newsletter, 'sent')
    expect(sent.totals).toMatchObject({ accepted: readers.length })
    await expectPromiseKept(cloud, sent)
  })
})

describe('when the answer to a call is lost', () => {
  test.each(['reset', 'unavailable'] as const)(
    'by %s after SES accepted, its readers are uncertain, never called again, and settled by events',
    async (how) => {
      const { newsletter, readers } = await cloud.weekly(4)
      cloud.inbox.setFaults([
        firstCall({ kind: 'fail-after-accept', how }),
        { match: { every: 1 }, fault: { kind: 'delay-event', ms: 20_000 } },
      ])
      const digest = await cloud.until(newsletter, isFrozen)
      await cloud.workers.tick()
      await cloud.workers.drain()
      expect(Object.values(await cloud.standings(digest))).toEqual(readers.map(() => 'uncertain'))
      cloud.pass(20)

      const sent = await cloud.settle(newsletter)
      expect(sent).toMatchObject({ status: 'sent', totals: { accepted: 4, uncertain: 0 } })
      expect(sent.reason).toBeUndefined()
      await expectPromiseKept(cloud, sent)
    },
  )

  test('and the events as well, its readers stay uncertain and the digest closes naming how many', async () => {
    const { newsletter, readers } = await cloud.weekly(4)
    cloud.inbox.setFaults([firstCall({ kind: 'fail-after-accept', how: 'reset' }), NO_EVENTS])
    const sending = await cloud.until(newsletter, ({ totals }) => (totals?.uncertain ?? 0) > 0)
    const calledBy = cloud.clock.now()
    expect(sending.status).toBe('sending')

    const digest = await cloud.settle(newsletter)
    expect(digest).toMatchObject({ status: 'sent', reason: '4 unresolved', totals: { uncertain: 4 } })
    const waited = (cloud.clock.now() - calledBy) / 1000
    expect(waited).toBeGreaterThan(stage('').uncertainSeconds - 10)
    expect(cloud.accepted(digest)).toHaveLength(readers.length)
    await expectPromiseKept(cloud, digest)
  })

  test('before SES accepted, which nobody can tell, nobody is called again either', async () => {
    const { newsletter } = await cloud.weekly(2)
    cloud.inbox.setFaults([firstCall({ kind: 'fail-before-accept', how: 'unavailable' })])
    const digest = await cloud.settle(newsletter)
    expect(digest).toMatchObject({ status: 'sent', reason: '2 unresolved', totals: { uncertain: 2 } })
    expect(cloud.accepted(digest)).toEqual([])
    await expectPromiseKept(cloud, digest)
  })
})

test('a call whose worker died is uncertain after its lease, and until then nobody else may call', async () => {
  const { newsletter, readers, digest, message } = await aboutToSend(3)
  const { tries: _, ...batch } = message
  const never = new Promise<never>(() => {})
  void sender({ mailer: { sendBatch: () => never } })(message)
  await expect.poll(async () => (await cloud.desk.ledger.batch(batch))?.codes).toBe('~~~')
  await expect(sender({})(message)).rejects.toThrow("in another worker's call")

  // That somebody leaves meanwhile is no reason to call the others.
  await subscribers.update(newsletter.slug, readers[0]?.id ?? '', { status: 'unsubscribed' })
  const sent = await cloud.settle(newsletter)
  expect(sent).toMatchObject({ reason: '3 unresolved', totals: { uncertain: 3 } })
  expect(cloud.accepted(digest)).toEqual([])
  await expectPromiseKept(cloud, sent)
})

test('a batch that is delivered twice at once is called once', async () => {
  const { newsletter, readers, message, digest } = await aboutToSend(5)
  const [one, other] = [wireSendBatch(), wireSendBatch()]
  await Promise.all([deliver(one, message), deliver(other, message), deliver(one, message)])
  expect(cloud.accepted(digest)).toHaveLength(readers.length)
  await deliver(other, message)
  const sent = await cloud.settle(newsletter)
  expect(sent).toMatchObject({ status: 'sent', totals: { accepted: readers.length } })
  await expectPromiseKept(cloud, sent)
})

test('no batch of a digest that is not sending, or of another attempt, is called', async () => {
  const { digest, message } = await aboutToSend(2)
  await sender({})({ ...message, attempt: 'another' })
  expect(cloud.accepted(digest)).toEqual([])
  await cloud.desk.digests.replace({ ...digest, status: 'paused', reason: 'by hand' })
  await sender({})(message)
  expect(cloud.accepted(digest)).toEqual([])
})

describe('a reader who changes between the freeze and the call is excluded with the reason', () => {
  const changes: Record<string, (reader: Subscriber) => Promise<unknown>> = {
    'excluded: unsubscribed': ({ newsletter, id }) =>
      subscribers.update(newsletter, id, { status: 'unsubscribed' }),
    'excluded: suppressed': ({ id }) => suppress(id, 'admin'),
    'excluded: paused': ({ newsletter, id }) =>
      subscribers.update(newsletter, id, { pausedUntil: plusDays(cloud.now(), 7) }),
    'excluded: gone': ({ newsletter, id }) =>
      new DynamoDBClient({}).send(
        new DeleteItemCommand({
          TableName: cloud.environment.AUDIENCE_TABLE,
          Key: marshall(readerKey(newsletter, id)),
        }),
      ),
    'excluded: moved': ({ newsletter, id }) =>
      subscribers.update(newsletter, id, { movedTo: 'f'.repeat(24) }),
    'excluded: nothing-chosen': ({ newsletter, id }) =>
      subscribers.update(newsletter, id, { categories: ['culture'] }),
  }

  test('and the others of the batch are mailed', async () => {
    const { newsletter, readers } = await frozen(Object.keys(changes).length + 2)
    const expected = Object.fromEntries(readers.map(({ id }) => [id, 'accepted']))
    for (const [position, [standing, change]] of Object.entries(changes).entries()) {
      const reader = readers[position]
      if (reader === undefined) continue
      await change(reader)
      expected[reader.id] = standing
    }
    const digest = await cloud.settle(newsletter)
    expect(await cloud.standings(digest)).toEqual(expected)
    expect(digest.totals).toMatchObject({ accepted: 2, excluded: 6, audience: 8 })
    await expectPromiseKept(cloud, digest)
  })
})

test('when readers cannot be read again, nobody is called', async () => {
  const { digest, message } = await aboutToSend(3)
  const members = () => Promise.reject(new Error('The table does not answer.'))
  await expect(sender({ subscribers: { ...subscribers, members } })(message)).rejects.toThrow(
    'does not answer',
  )
  expect(cloud.accepted(digest)).toEqual([])
  expect(Object.values(await cloud.standings(digest))).toEqual(['waiting', 'waiting', 'waiting'])
})

test('many batches under mixed faults end with everyone told once', async () => {
  const { newsletter } = await cloud.weekly(60)
  cloud.inbox.setFaults([
    { operation: 'SendBulkEmail', match: { every: 3 }, fault: { kind: 'fail-after-accept', how: 'reset' } },
    { operation: 'SendBulkEmail', match: { every: 4 }, fault: { kind: 'throttle' } },
    { match: { probability: 0.2, seed: 1 }, fault: { kind: 'entry-status', status: 'TRANSIENT_FAILURE' } },
    { match: { probability: 0.1, seed: 2 }, fault: { kind: 'entry-status', status: 'MESSAGE_REJECTED' } },
    { match: { probability: 0.3, seed: 3 }, fault: { kind: 'lose-event' } },
    { match: { probability: 0.3, seed: 4 }, fault: { kind: 'repeat-event', times: 2 } },
  ])
  const digest = await cloud.settle(newsletter)
  expect(digest).toMatchObject({ status: 'sent', totals: { audience: 60, waiting: 0 } })
  await expectPromiseKept(cloud, digest)
})
