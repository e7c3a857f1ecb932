import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { TestCloud } from './local-cloud.ts'

/** Every item of every table, to show that something changed nothing. */
export const dumpTables = async ({ environment }: Pick<TestCloud, 'environment'>): Promise<string[]> => {
  const client = new DynamoDBClient({})
  const items: string[] = []
  for (const name of ['CONTENT_TABLE', 'AUDIENCE_TABLE', 'DELIVERY_TABLE'])
    for await (const page of paginateScan({ client }, { TableName: environment[name] }))
      for (const item of page.Items ?? []) items.push(`${name} ${JSON.stringify(unmarshall(item), flat)}`)
  return items.toSorted()
}

/** Sets and bytes have no JSON of their own. */
const flat = (_: string, value: unknown): unknown => {
  if (value instanceof Set) return [...value].toSorted()
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}
