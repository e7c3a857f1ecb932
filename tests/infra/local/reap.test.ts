import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { expect, test, vi } from 'vitest'
import { personKey } from '#functions/adapters/dynamodb/audience-keys.ts'
import { expiry, tableOf } from '#functions/adapters/dynamodb/table.ts'
import { plusDays } from '#functions/core/instant.ts'
import { readerId } from '#tests/support/builders.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { dumpTables } from '#tests/support/table-dump.ts'

const cloud = await startTestCloud()
const { desk } = cloud

/** A reader of a newsletter who has so many days to confirm. */
const aPendingReader = async (days: number) => {
  const { slug } = await cloud.newsletter()
  const address = `pending-${slug}@mail.example`
  const now = cloud.now()
  const given = { newsletter: slug, address, status: 'pending', categories: 'all', statusAt: now } as const
  return desk.addSubscriber(given, plusDays(now, days))
}

const isStored = async (id: string): Promise<boolean> =>
  (await dumpTables(cloud)).some((item) => item.includes(id))

test('what expired is deleted, by the time that the cloud goes by, and nothing else is', async () => {
  const [soon, late] = [await aPendingReader(1), await aPendingReader(3)]
  const trace = { ip: '192.0.2.7', agent: 'a browser' }
  const event = { newsletter: soon.newsletter, at: cloud.now(), what: 'asked', how: 'form' } as const
  await desk.histories.note(late.id, event, trace)
  const before = await dumpTables(cloud)
  expect(await cloud.reap()).toBe(0)
  expect(await dumpTables(cloud)).toEqual(before)

  cloud.pass(2 * 86_400)
  expect(await cloud.reap()).toBe(1)
  expect(await dumpTables(cloud)).toEqual(before.filter((item) => !item.includes(soon.id)))

  cloud.pass(90 * 86_400)
  expect(await cloud.reap()).toBe(2)
  expect(await desk.histories.list(late.id)).toEqual([event])
  expect(JSON.stringify(await dumpTables(cloud))).not.toContain(trace.ip)
})

test('of more than one page of a scan, all of it is', async () => {
  const { expiresAt } = expiry(plusDays(cloud.now(), 1))
  // 300 KB a row: ten are more than the 1 MB of a page.
  const rows = Array.from({ length: 10 }, (_, number) => ({
    ...personKey(readerId(number), 'letters'),
    filler: 'x'.repeat(300_000),
    expiresAt,
  }))
  await tableOf(new DynamoDBClient({}), cloud.environment.AUDIENCE_TABLE ?? '').putMany(rows)
  cloud.pass(2 * 86_400)
  expect(await cloud.reap()).toBe(rows.length)
  expect(JSON.stringify(await dumpTables(cloud))).not.toContain(rows[9]?.pk)
})

test('while the workers run, it is deleted without being asked for', async () => {
  const { id } = await aPendingReader(1)
  cloud.pass(2 * 86_400)
  expect(await isStored(id)).toBe(true)
  cloud.workers.run(1)
  await vi.waitFor(async () => expect(await isStored(id)).toBe(false), 10_000)
})
