import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { inject } from 'vitest'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { LOCAL } from './emulator-client.ts'
import { memoryTable, TableStore } from './memory-table.ts'

const emulators = inject('dynamoEngines').map(({ name, endpoint, tables }) => {
  const client = new DynamoDBClient({ ...LOCAL, endpoint })
  return {
    name,
    content: tableOf(client, tables.content),
    audience: tableOf(client, tables.audience),
    delivery: tableOf(client, tables.delivery),
  }
})

/** Pages of three, so that every query of some length has several. */
const inMemory = () =>
  memoryTable(new TableStore(), {
    request: async (_, effect) => effect(),
    now: Date.now,
    indexDelayMs: () => 0,
    pageSize: () => 3,
  })

/** The three tables on every engine that runs, and on the twin that simulations use: `describe.each(engines)('Posts on $name', ({ content }) => …)`. */
export const engines = [
  ...emulators,
  { name: 'the twin in memory', content: inMemory(), audience: inMemory(), delivery: inMemory() },
]
