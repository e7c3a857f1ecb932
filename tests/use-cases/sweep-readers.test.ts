import { expect, test } from 'vitest'
import { readerKey } from '#functions/adapters/dynamodb/audience-keys.ts'
import { dynamoHistories } from '#functions/adapters/dynamodb/histories.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { ReaderRequest } from '#functions/use-cases/request.ts'
import { sweepReaders } from '#functions/use-cases/sweep-readers.ts'
import { aSubscriber, at, readerId } from '#tests/support/builders.ts'
import { memoryTable, TableStore } from '#tests/support/memory-table.ts'

const NOW = at('2026-11-24T00:00:00Z')
const MOST = 3000

test('a sweep asks 3,000 readers at most, spread over less than the quarter of an hour that a message can wait; whom it ends are not counted', async () => {
  const table = memoryTable(new TableStore(), {
    request: async (_, effect) => effect(),
    now: () => Date.parse(NOW),
    indexDelayMs: () => 0,
    pageSize: () => 1000,
  })
  const count = MOST + 50
  const { consentAt: _, ...unproven } = aSubscriber()
  const isAskedInVain = (number: number) => number % 100 === 0
  await table.putMany(
    Array.from({ length: count }, (_, number) => {
      const id = readerId(number)
      const asked = isAskedInVain(number) && { askedAt: plusDays(NOW, -31) }
      return { ...readerKey('sample', id), ...unproven, id, ...asked }
    }),
  )
  const sent: { message: ReaderRequest; delaySeconds?: number }[] = []
  const subscribers = dynamoSubscribers(table)
  const logged: unknown[] = []
  await sweepReaders({
    subscribers,
    histories: dynamoHistories(table),
    requests: {
      send: async (messages) => {
        sent.push(...messages)
      },
      depth: async () => 0,
    },
    log: (_, details) => logged.push(details),
  })({ newsletter: 'sample', range: 'a', at: NOW })

  const ended = (await Array.fromAsync(subscribers.range('sample', 'a'))).filter(
    ({ status }) => status === 'unsubscribed',
  )
  expect(ended.map(({ id }) => id)).toEqual(
    Array.from({ length: Math.ceil(count / 100) }, (_, index) => readerId(index * 100)),
  )
  const asked = Math.min(MOST, count - ended.length)
  expect(new Set(sent.map(({ message }) => message.id)).size).toBe(asked)
  expect(logged).toEqual([{ newsletter: 'sample', range: 'a', asked, ended: ended.length }])
  const delays = sent.map(({ delaySeconds }) => delaySeconds ?? 0)
  expect(delays).toEqual(delays.toSorted((one, other) => one - other))
  expect(delays[0]).toBe(0)
  expect(delays.at(-1)).toBeGreaterThan(asked / 5)
  expect(delays.at(-1)).toBeLessThan(900)
})
