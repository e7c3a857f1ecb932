import { GetAccountCommand } from '@aws-sdk/client-sesv2'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bulk, readers, readySes, statusesOf } from './harness.ts'

const HOUR = 3_600_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('the daily quota is a rolling window of the clock', async () => {
  const { client } = await readySes({ account: { max24HourSend: 2 } })
  const sent = async () => (await client.send(new GetAccountCommand({}))).SendQuota?.SentLast24Hours
  await client.send(bulk(readers(1)))
  vi.setSystemTime(Date.now() + 13 * HOUR)
  expect(await statusesOf(client, bulk(readers(2)))).toEqual(['SUCCESS', 'ACCOUNT_DAILY_QUOTA_EXCEEDED'])
  vi.setSystemTime(Date.now() + 12 * HOUR)
  expect(await sent()).toBe(1)
  expect(await statusesOf(client, bulk(readers(2)))).toEqual(['SUCCESS', 'ACCOUNT_DAILY_QUOTA_EXCEEDED'])
})

test('the send rate refills by the clock', async () => {
  const { client } = await readySes({ account: { maxSendRate: 2 } })
  expect(await statusesOf(client, bulk(readers(7)))).toEqual([
    ...Array(6).fill('SUCCESS'),
    'ACCOUNT_THROTTLED',
  ])
  vi.setSystemTime(Date.now() + 1000)
  expect(await statusesOf(client, bulk(readers(3)))).toEqual(['SUCCESS', 'SUCCESS', 'ACCOUNT_THROTTLED'])
})

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
