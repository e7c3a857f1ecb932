import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { inject } from 'vitest'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { LOCAL } from './emulator-client.ts'

/** The three tables on every engine that runs: `describe.each(engines)('Posts on $name', ({ content }) => …)`. */
export const engines = inject('dynamoEngines').map(({ name, endpoint, tables }) => {
  const client = new DynamoDBClient({ ...LOCAL, endpoint })
  return {
    name,
    content: tableOf(client, tables.content),
    audience: tableOf(client, tables.audience),
    delivery: tableOf(client, tables.delivery),
  }
})
