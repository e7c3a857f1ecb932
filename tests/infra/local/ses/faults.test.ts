import { BulkEmailStatus, GetAccountCommand } from '@aws-sdk/client-sesv2'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { bulk, control, entry, readers, readySes, refusal, statusesOf } from './harness.ts'
import { documented } from './sources/documented.ts'

describe('a call', () => {
  test('is refused with a named exception, for the next calls of one operation only', async () => {
    const { client, simulator } = await readySes()
    simulator.setFaults([
      {
        operation: 'SendBulkEmail',
        match: { next: 2 },
        fault: { kind: 'refuse', exception: 'MessageRejected', message: 'No.' },
      },
    ])
    await client.send(new GetAccountCommand({}))
    expect(await refusal(client.send(bulk(readers(1))))).toEqual({
      name: 'MessageRejected',
      status: 400,
      message: 'No.',
    })
    expect(await refusal(client.send(bulk(readers(1))))).toMatchObject({ name: 'MessageRejected' })
    expect(await statusesOf(client, bulk(readers(1)))).toEqual(['SUCCESS'])
    expect(simulator.accepted()).toHaveLength(1)
  })

  test('is refused when it names a recipient, so that halving finds the one', async () => {
    const { client, simulator } = await readySes()
    simulator.setFaults([
      {
        match: { recipient: 'READER-3@example.com' },
        fault: { kind: 'refuse', exception: 'BadRequestException' },
      },
    ])
    expect(await refusal(client.send(bulk(readers(4))))).toMatchObject({ name: 'BadRequestException' })
    expect(await statusesOf(client, bulk(readers(3)))).toEqual(Array(3).fill('SUCCESS'))
  })

  test('is throttled at every nth time', async () => {
    const { client, simulator } = await readySes()
    simulator.setFaults([{ match: { every: 2 }, fault: { kind: 'throttle' } }])
    expect(await statusesOf(client, bulk(readers(1)))).toEqual(['SUCCESS'])
    expect(await refusal(client.send(bulk(readers(1))))).toMatchObject({
      name: 'TooManyRequestsException',
      status: 429,
    })
    expect(await statusesOf(client, bulk(readers(1)))).toEqual(['SUCCESS'])
  })

  test.each([
    ['fail-before-accept', 'reset', 'ECONNRESET', 0],
    ['fail-before-accept', 'unavailable', 503, 0],
    ['fail-after-accept', 'reset', 'ECONNRESET', 3],
    ['fail-after-accept', 'unavailable', 503, 3],
  ] as const)(documented('service-unavailable', 'can %s by %s'), async (kind, how, sign, accepted) => {
    const { client, simulator, events } = await readySes()
    simulator.setFaults([{ operation: 'SendBulkEmail', match: { next: 1 }, fault: { kind, how } }])
    const error = await client.send(bulk(readers(3))).catch((reason) => reason)
    expect(sign === 503 ? error.$metadata.httpStatusCode : error.code).toBe(sign)
    await simulator.idle()
    expect(simulator.accepted()).toHaveLength(accepted)
    expect(events).toHaveLength(accepted * 2)
  })

  test('can hang after it was accepted, and its events come nevertheless', async () => {
    const { client, simulator, events } = await readySes()
    simulator.setFaults([{ match: { next: 1 }, fault: { kind: 'fail-after-accept', how: 'hang' } }])
    const error = await client
      .send(bulk(readers(1)), { abortSignal: AbortSignal.timeout(500) })
      .catch((reason) => reason)
    expect(error.name).toBe('AbortError')
    await simulator.idle()
    expect(events.map((event) => event.eventType)).toEqual(['Send', 'Delivery'])
  })

  test('can be answered late', async () => {
    const { client, simulator } = await readySes()
    simulator.setFaults([{ match: { next: 1 }, fault: { kind: 'delay-answer', ms: 120 } }])
    const start = performance.now()
    await client.send(bulk(readers(1)))
    expect(performance.now() - start).toBeGreaterThan(115)
  })

  test('fails by chance in the same places for the same seed', async () => {
    const { client, simulator } = await readySes()
    const run = async () => {
      simulator.setFaults([{ match: { probability: 0.5, seed: 7 }, fault: { kind: 'throttle' } }])
      const names = []
      for (let call = 0; call < 12; call++)
        names.push((await refusal(client.send(new GetAccountCommand({})))).name)
      return names
    }
    const first = await run()
    expect(new Set(first).size).toBe(2)
    expect(await run()).toEqual(first)
  })
})

describe('an entry', () => {
  const refusals = Object.values(BulkEmailStatus).filter((status) => status !== 'SUCCESS')

  test(documented('bulk-statuses', 'can end with each of the fourteen statuses'), async () => {
    const { client, simulator } = await readySes()
    simulator.setFaults(
      refusals.map((status) => ({
        match: { recipient: `${status}@example.com` },
        fault: { kind: 'entry-status' as const, status },
      })),
    )
    const entries = [...refusals, 'SUCCESS'].map((status) => entry(`${status}@example.com`))
    expect(await statusesOf(client, bulk(entries))).toEqual([...refusals, 'SUCCESS'])
    expect(refusals).toHaveLength(13)
    expect(simulator.accepted()).toHaveLength(1)
  })
})

describe('events', () => {
  test(documented(['events-best-effort', 'at-least-once'], 'can be lost and repeated'), async () => {
    const { client, simulator, events } = await readySes()
    simulator.setFaults([
      { match: { next: 1 }, fault: { kind: 'lose-event', event: 'Send' } },
      { match: { next: 1 }, fault: { kind: 'repeat-event', times: 2, event: 'Delivery' } },
    ])
    await client.send(bulk(readers(1)))
    await simulator.idle()
    expect(events.map((event) => event.eventType)).toEqual(['Delivery', 'Delivery', 'Delivery'])
    expect(events[2]).toEqual(events[0])
  })

  test('can be delayed without holding back the others', async () => {
    const { client, simulator, events } = await readySes()
    simulator.setFaults([{ match: { next: 1 }, fault: { kind: 'delay-event', ms: 500, event: 'Send' } }])
    await client.send(bulk(readers(1)))
    await client.send(bulk(readers(1, 1)))
    await simulator.idle()
    expect(events.map((event) => event.eventType)).toEqual(['Delivery', 'Send', 'Delivery', 'Send'])
  })

  test(documented(['events-best-effort', 'at-least-once'], 'can come in reverse'), async () => {
    const { client, simulator, events } = await readySes()
    simulator.setFaults([{ match: { every: 1 }, fault: { kind: 'reorder-events' } }])
    await client.send(bulk(readers(1)))
    await simulator.idle()
    expect(events.map((event) => event.eventType)).toEqual(['Delivery', 'Send'])
  })

  test('can come before the answer', async () => {
    const { client, simulator, events } = await readySes()
    simulator.setFaults([{ match: { next: 1 }, fault: { kind: 'early-events' } }])
    await client.send(bulk(readers(5)))
    expect(events).toHaveLength(10)
  })

  test('are tried again when the topic is away for a moment', async () => {
    let away = 2
    const types: string[] = []
    const { client, simulator } = await readySes({
      publish: async (_topic, message) => {
        if (away-- > 0) throw new Error('away')
        types.push(JSON.parse(message).eventType)
      },
    })
    await client.send(bulk(readers(1)))
    await simulator.idle()
    expect(types).toEqual(['Send', 'Delivery'])
  })

  test('that find no topic are complained of without an address', async () => {
    const complained = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    onTestFinished(() => complained.mockRestore())
    const { client, simulator } = await readySes({
      publish: async (_topic, message) => {
        throw new TypeError(`No topic takes ${message}`)
      },
    })
    await client.send(bulk(readers(1)))
    await simulator.idle()
    const told = complained.mock.calls.map(([words]) => String(words)).join('')
    expect(told).toContain('events of call 0 were not published: TypeError')
    expect(told).not.toContain('reader-0')
  })
})

test('rules and switches are set over HTTP, in JSON alone, and wrong ones are refused', async () => {
  const { client, simulator } = await readySes()
  await control(simulator.url, 'PUT', '/faults', [{ match: { next: 1 }, fault: { kind: 'throttle' } }])
  expect(await refusal(client.send(new GetAccountCommand({})))).toMatchObject({
    name: 'TooManyRequestsException',
  })
  await control(simulator.url, 'PATCH', '/account', { maxSendRate: 7 })
  expect(await client.send(new GetAccountCommand({}))).toMatchObject({ SendQuota: { MaxSendRate: 7 } })
  await expect(
    control(simulator.url, 'PUT', '/faults', [{ match: { next: 0 }, fault: { kind: 'throttle' } }]),
  ).rejects.toThrow('next')
  await expect(control(simulator.url, 'PATCH', '/account', { maxSendRat: 7 })).rejects.toThrow('maxSendRat')
  expect((await fetch(`${simulator.url}/_simulator/faults`, { method: 'PUT', body: '[]' })).status).toBe(415)
})

test('the hits of each rule are counted', async () => {
  const { client, simulator } = await readySes()
  const fault = { kind: 'entry-status', status: 'MESSAGE_REJECTED' } as const
  simulator.setFaults([
    { match: { every: 2 }, fault },
    { operation: 'SendEmail', match: { every: 1 }, fault: { kind: 'throttle' } },
  ])
  await client.send(bulk(readers(5)))
  expect(await (await fetch(`${simulator.url}/_simulator/faults`)).json()).toEqual([
    { fault, hits: 2 },
    { fault: { kind: 'throttle' }, hits: 0 },
  ])
})

test('accepted mails are listed as JSON lines', async () => {
  const { client, simulator } = await readySes()
  await client.send(bulk([entry('a@example.com', { ReplacementTags: [{ Name: 'reader', Value: 'r1' }] })]))
  const lines = (await (await fetch(`${simulator.url}/_simulator/accepted`)).text()).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual(simulator.accepted())
  expect(simulator.accepted()).toEqual([
    {
      messageId: expect.stringMatching(/^[0-9a-f]{16}-[0-9a-f-]{36}-000000$/u),
      time: expect.any(String),
      from: 'Rights Weekly <digest@example.org>',
      to: ['a@example.com'],
      tags: { reader: 'r1' },
      template: 'hello',
      configurationSet: 'main',
    },
  ])
})
