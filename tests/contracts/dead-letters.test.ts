import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { describe, expect, test } from 'vitest'
import { sqsDeadLetters } from '#functions/adapters/sqs/dead-letters.ts'
import { LOCAL } from '#tests/support/emulator-client.ts'
import { freshSlug } from '#tests/support/fresh.ts'
import { type QueueEmulator, withQueueEmulator } from '#tests/support/queue-emulator.ts'

describe('DeadLetters on SQS', () => {
  let emulator: QueueEmulator
  let client: SQSClient
  withQueueEmulator((started, endpoint) => {
    emulator = started
    client = new SQSClient({ ...LOCAL, endpoint })
  })

  /** A queue, and the dead letters of its worker. */
  const aQueue = async (...bodies: string[]) => {
    const queue = freshSlug()
    const letters = emulator.createQueue(`${queue}-dead`)
    const policy = { deadLetterTargetArn: letters.queueArn, maxReceiveCount: 1 }
    const { queueUrl } = emulator.createQueue(queue, {
      attributes: { RedrivePolicy: JSON.stringify(policy) },
    })
    for (const MessageBody of bodies)
      await client.send(new SendMessageCommand({ QueueUrl: letters.queueUrl, MessageBody }))
    const bodiesIn = (name: string) =>
      emulator
        .inspectQueue(name)
        ?.messages.ready.map(({ body }) => body)
        .sort()
    return {
      queue,
      queueUrl,
      deadLetters: sqsDeadLetters(client, [queueUrl]),
      waiting: () => bodiesIn(queue),
      dead: () => bodiesIn(`${queue}-dead`),
    }
  }

  test('a message on which the worker gave up is counted, with when it was sent', async () => {
    const { queue, queueUrl, deadLetters } = await aQueue()
    const before = Date.now()
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'x' }))
    for (let tries = 0; tries < 2; tries += 1)
      await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, VisibilityTimeout: 0 }))
    const [found] = await deadLetters.list()
    expect(found).toEqual({ queue, count: 1, oldest: expect.any(String) })
    expect(Date.parse(found?.oldest ?? '')).toBeGreaterThanOrEqual(before)
    expect(Date.parse(found?.oldest ?? '')).toBeLessThanOrEqual(Date.now())
  })

  test('listing them takes none away', async () => {
    const { queue, deadLetters, dead } = await aQueue('a', 'b')
    for (let looks = 0; looks < 3; looks += 1)
      expect(await deadLetters.list()).toMatchObject([{ queue, count: 2 }])
    expect(await deadLetters.redrive(queue)).toBe(2)
    expect(dead()).toEqual([])
  })

  test('a queue without any is counted as such', async () => {
    const { queue, deadLetters } = await aQueue()
    expect(await deadLetters.list()).toEqual([{ queue, count: 0 }])
    expect(await deadLetters.redrive(queue)).toBe(0)
  })

  test('all go back as they were, more than one call takes too', async () => {
    const bodies = Array.from({ length: 25 }, (_, number) =>
      JSON.stringify({ number, words: 'تحية “\\"' }),
    ).sort()
    const { queue, deadLetters, waiting, dead } = await aQueue(...bodies)
    expect(await deadLetters.redrive(queue)).toBe(25)
    expect([waiting(), dead()]).toEqual([bodies, []])
  })

  test.each([
    ['SendMessageBatchCommand', 'stays where it was', 0],
    ['DeleteMessageBatchCommand', 'is there twice, and not lost', 1],
  ])('one of which %s fails %s', async (command, _, waitingThen) => {
    const { queue, queueUrl, waiting } = await aQueue('a')
    const failing = new SQSClient({ ...LOCAL, endpoint: `http://127.0.0.1:${emulator.port}` })
    const fail = () => Promise.reject(new Error('It broke.'))
    failing.middlewareStack.add((next, { commandName }) => (commandName === command ? fail : next), {
      step: 'initialize',
    })
    await expect(sqsDeadLetters(failing, [queueUrl]).redrive(queue)).rejects.toThrow('It broke')
    expect(waiting()).toHaveLength(waitingThen)
    expect(emulator.inspectQueue(`${queue}-dead`)?.messages.inflight).toHaveLength(1)
  })

  test('of a queue that nobody named are not looked for', async () => {
    const { deadLetters } = await aQueue()
    await expect(deadLetters.redrive('another')).rejects.toThrow(RangeError)
  })
})
