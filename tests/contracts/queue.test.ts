import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { describe, expect, test } from 'vitest'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import { LOCAL } from '#tests/support/emulator-client.ts'
import { freshSlug } from '#tests/support/fresh.ts'
import { type QueueEmulator, withQueueEmulator } from '#tests/support/queue-emulator.ts'

interface Work {
  readonly number: number
  readonly words?: string
}
const works = (count: number) => Array.from({ length: count }, (_, number) => ({ message: { number } }))

describe('Queue on SQS', () => {
  let emulator: QueueEmulator
  let client: SQSClient
  withQueueEmulator((started, endpoint) => {
    emulator = started
    client = new SQSClient({ ...LOCAL, endpoint })
  })

  const aQueue = () => {
    const name = freshSlug()
    const { queueUrl } = emulator.createQueue(name)
    return {
      queue: sqsQueue<Work>(client, queueUrl),
      queueUrl,
      look: () => emulator.inspectQueue(name)?.messages,
    }
  }
  const receive = async (QueueUrl: string): Promise<Work[]> => {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 })
    const { Messages = [] } = await client.send(command)
    return Messages.map(({ Body = '' }) => JSON.parse(Body))
  }

  test('a message arrives as it was sent', async () => {
    const { queue, queueUrl } = aQueue()
    const message = { number: 1, words: 'تحية “ "\\" <&>' }
    await queue.send([{ message }])
    expect(await receive(queueUrl)).toEqual([message])
  })

  test('sending none sends none', async () => {
    const { queue } = aQueue()
    await queue.send([])
    expect(await queue.depth()).toBe(0)
  })

  test('more messages than one call takes all arrive', async () => {
    const { queue, look } = aQueue()
    await queue.send(works(25))
    const numbers = look()?.ready.map(({ body }) => JSON.parse(body).number)
    expect(numbers?.sort((one, other) => one - other)).toEqual(works(25).map(({ message }) => message.number))
  })

  test('a delay is kept, up to the 900 seconds that SQS takes', async () => {
    const { queue, look } = aQueue()
    const before = Date.now()
    await queue.send(
      [0, 60, 900, 100_000].map((delaySeconds, number) => ({ message: { number }, delaySeconds })),
    )
    const delays = look()?.delayed.map(
      ({ delayUntil = 0 }) => Math.round((delayUntil - before) / 10_000) * 10,
    )
    expect(look()?.ready).toHaveLength(1)
    expect(delays?.sort((one, other) => one - other)).toEqual([60, 900, 900])
  })

  test('its depth counts what waits, what is delayed and what is in work', async () => {
    const { queue, queueUrl } = aQueue()
    await queue.send(works(12))
    await queue.send([{ message: { number: 12 }, delaySeconds: 60 }])
    expect(await receive(queueUrl)).toHaveLength(10)
    expect(await queue.depth()).toBe(13)
  })

  test('one that is not there throws', async () => {
    const queue = sqsQueue<Work>(client, 'http://127.0.0.1/000000000000/absent')
    await expect(queue.send(works(1))).rejects.toThrow()
  })
})
