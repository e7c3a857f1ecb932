import {
  GetAccountCommand,
  GetEmailTemplateCommand,
  TestRenderEmailTemplateCommand,
} from '@aws-sdk/client-sesv2'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bulk, readers, readySes, refusal, statusesOf } from './harness.ts'
import { documented } from './sources/documented.ts'

const HOUR = 3_600_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test(documented('rolling-day', 'the daily quota is a rolling window of the clock'), async () => {
  const { client } = await readySes({ account: { max24HourSend: 2 } })
  const sent = async () => (await client.send(new GetAccountCommand({}))).SendQuota?.SentLast24Hours
  await client.send(bulk(readers(1)))
  vi.setSystemTime(Date.now() + 13 * HOUR)
  expect(await statusesOf(client, bulk(readers(2)))).toEqual(['SUCCESS', 'ACCOUNT_DAILY_QUOTA_EXCEEDED'])
  vi.setSystemTime(Date.now() + 12 * HOUR)
  expect(await sent()).toBe(1)
  expect(await statusesOf(client, bulk(readers(2)))).toEqual(['SUCCESS', 'ACCOUNT_DAILY_QUOTA_EXCEEDED'])
})

test(documented('day-by-minute', 'the window of the daily quota ends with its minute'), async () => {
  const { client } = await readySes({ account: { max24HourSend: 1 } })
  vi.setSystemTime(new Date('2026-03-01T12:00:30Z'))
  await client.send(bulk(readers(1)))
  vi.setSystemTime(new Date('2026-03-02T12:00:59Z'))
  expect(await statusesOf(client, bulk(readers(1)))).toEqual(['ACCOUNT_DAILY_QUOTA_EXCEEDED'])
  vi.setSystemTime(new Date('2026-03-02T12:01:00Z'))
  expect(await statusesOf(client, bulk(readers(1)))).toEqual(['SUCCESS'])
})

test(documented(['rate-bursts', 'burst-length'], 'the send rate refills by the clock'), async () => {
  const { client } = await readySes({ account: { maxSendRate: 2 } })
  expect(await statusesOf(client, bulk(readers(7)))).toEqual([
    ...Array(6).fill('SUCCESS'),
    'ACCOUNT_THROTTLED',
  ])
  vi.setSystemTime(Date.now() + 1000)
  expect(await statusesOf(client, bulk(readers(3)))).toEqual(['SUCCESS', 'SUCCESS', 'ACCOUNT_THROTTLED'])
})

test(
  documented(
    'operation-rates',
    'operations on templates come once a second, if a test wants them held to it',
  ),
  async () => {
    const { client } = await readySes({ account: { operationRates: true } })
    const rendering = () =>
      client.send(
        new TestRenderEmailTemplateCommand({ TemplateName: 'hello', TemplateData: '{"name":"Ada"}' }),
      )
    const reading = () => client.send(new GetEmailTemplateCommand({ TemplateName: 'hello' }))
    await rendering()
    expect(await refusal(rendering())).toMatchObject({ name: 'TooManyRequestsException', status: 429 })
    await reading()
    await reading()
    vi.setSystemTime(Date.now() + 1000)
    await rendering()
  },
)

test('a delayed event comes when the clock says so, be it by a jump', async () => {
  const { client, simulator, events } = await readySes()
  simulator.setFaults([
    { match: { next: 1 }, fault: { kind: 'delay-event', ms: 48 * HOUR, event: 'Delivery' } },
  ])
  await client.send(bulk(readers(1)))
  await expect.poll(() => events.map((event) => event.eventType)).toEqual(['Send'])
  vi.setSystemTime(Date.now() + 48 * HOUR)
  await simulator.idle()
  expect(events.map((event) => event.eventType)).toEqual(['Send', 'Delivery'])
})
