import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { SQSEvent } from 'aws-lambda'
import { expect, test } from 'vitest'
import { type QueueSource, queuePoller } from '#infra/local/queue-poller.ts'
import { LOCAL } from '#tests/support/emulator-client.ts'
import { type QueueEmulator, withQueueEmulator } from '#tests/support/queue-emulator.ts'

let emulator: QueueEmulator
let client: SQSClient
withQueueEmulator((started, endpoint) => {
  emulator = started
  client = new SQSClient({ ...LOCAL, endpoint })
})

/** A queue and the numbers of messages in each call of its handler, which fails the bodies that are named. */
const aPoller = (name: string, sizes: Partial<QueueSource>, failing: readonly string[] = []) => {
  const { queueUrl, queueArn } = emulator.createQueue(name)
  const calls: number[] = []
  const handler = async ({ Records }: SQSEvent) => {
    calls.push(Records.length)
    const failed = Records.filter(({ body }) => failing.includes(body))
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  }
  const source = { queueUrl, queueArn, batchSize: 10, windowSeconds: 0, workers: 2, handler, ...sizes }
  const send = async (count: number): Promise<void> => {
    const numbers = Array.from({ length: count }, (_, number) => String(number))
    for (let start = 0; start < count; start += 10) {
      const some = numbers.slice(start, start + 10)
      const Entries = some.map((body) => ({ Id: body, MessageBody: body }))
      await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
    }
  }
  const left = () => {
    const { ready, inflight } = emulator.inspectQueue(name)?.messages ?? { ready: [], inflight: [] }
    return { ready: ready.length, inflight: inflight.map(({ message }) => message.body) }
  }
  const poller = queuePoller(client, source, (error) => {
    throw error
  })
  return { poller, send, calls, left }
}

test('a window gathers the messages of several receives into one call, up to its size', async () => {
  const { poller, send, calls, left } = aPoller('window', { batchSize: 25, windowSeconds: 0.2 })
  await send(30)
  expect(await poller.poll(1)).toBe(true)
  await poller.finished()
  expect(calls).toEqual([25])
  expect(left()).toEqual({ ready: 5, inflight: [] })
})

test('without a window a call has what one receive brings', async () => {
  const { poller, send, calls, left } = aPoller('no-window', { batchSize: 25 })
  await send(15)
  await poller.poll(1)
  await poller.finished()
  expect(calls).toEqual([10])
  expect(left()).toMatchObject({ ready: 5 })
})

test('what failed stays in flight, what did not is deleted', async () => {
  const { poller, send, left } = aPoller('failing', {}, ['1', '2'])
  await send(4)
  await poller.poll(0)
  await poller.finished()
  expect(left()).toEqual({ ready: 0, inflight: ['1', '2'] })
  expect(await poller.poll(0)).toBe(false)
})
