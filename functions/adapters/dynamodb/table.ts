import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  BatchWriteItemCommand,
  type BatchWriteItemCommandOutput,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'

export interface Key {
  readonly pk: string
  readonly sk: string
}
export type Item = Record<string, unknown>

/** A DynamoDB expression with the names (`#x`) and values (`:x`) that it uses. */
export interface Expression {
  readonly text: string
  readonly names?: Record<string, string>
  readonly values?: Item
}

export interface QueryInput extends Expression {
  readonly index?: string
  readonly consistent?: boolean
  readonly newestFirst?: boolean
  readonly limit?: number
}

const encode = (value: Item) => marshall(value, { removeUndefinedValues: true })
const encodeValues = (values: Item | undefined) =>
  values === undefined || Object.keys(values).length === 0 ? undefined : encode(values)

const falseOnFailedCondition = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )

const MOST_ROUNDS = 8
const pauseBefore = (round: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, round === 0 ? 0 : 25 * 2 ** round))

/** One table, in key lookups, queries and conditional writes of single items; there is no scan and no transaction. */
export const tableOf = (client: DynamoDBClient, name: string) => ({
  async get(key: Key): Promise<Item | undefined> {
    const command = new GetItemCommand({ TableName: name, Key: encode({ ...key }), ConsistentRead: true })
    const { Item } = await client.send(command)
    return Item && unmarshall(Item)
  },

  /** False when the condition did not hold. */
  put(item: Item, condition?: Expression): Promise<boolean> {
    return falseOnFailedCondition(
      client.send(
        new PutItemCommand({
          TableName: name,
          Item: encode(item),
          ConditionExpression: condition?.text,
          ExpressionAttributeNames: condition?.names,
          ExpressionAttributeValues: encodeValues(condition?.values),
        }),
      ),
    )
  },

  /** The item after the change, or undefined when the condition did not hold. */
  async update(key: Key, change: Expression, condition?: string): Promise<Item | undefined> {
    let after: Item | undefined
    const done = await falseOnFailedCondition(
      client
        .send(
          new UpdateItemCommand({
            TableName: name,
            Key: encode({ ...key }),
            UpdateExpression: change.text,
            ConditionExpression: condition,
            ExpressionAttributeNames: change.names,
            ExpressionAttributeValues: encodeValues(change.values),
            ReturnValues: 'ALL_NEW',
          }),
        )
        .then(({ Attributes }) => {
          after = Attributes && unmarshall(Attributes)
        }),
    )
    return done ? after : undefined
  },

  async *query({
    text,
    names,
    values,
    index,
    consistent,
    newestFirst,
    limit,
  }: QueryInput): AsyncGenerator<Item> {
    const input: QueryCommandInput = {
      TableName: name,
      IndexName: index,
      ConsistentRead: consistent,
      KeyConditionExpression: text,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: encodeValues(values),
      ScanIndexForward: newestFirst !== true,
      Limit: limit,
    }
    let start: QueryCommandInput['ExclusiveStartKey']
    do {
      const page = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: start }))
      for (const item of page.Items ?? []) yield unmarshall(item)
      start = page.LastEvaluatedKey
    } while (start !== undefined && limit === undefined)
  },

  async getMany(keys: readonly Key[]): Promise<Item[]> {
    const found: Item[] = []
    for (const chunk of chunks(keys, 100)) {
      let left: ReturnType<typeof encode>[] | undefined = chunk.map((key) => encode({ ...key }))
      for (let round = 0; left !== undefined && left.length > 0; round += 1) {
        if (round > MOST_ROUNDS) throw new Error(`${left.length} items of ${name} could not be read.`)
        await pauseBefore(round)
        const page: BatchGetItemCommandOutput = await client.send(
          new BatchGetItemCommand({ RequestItems: { [name]: { Keys: left, ConsistentRead: true } } }),
        )
        for (const item of page.Responses?.[name] ?? []) found.push(unmarshall(item))
        left = page.UnprocessedKeys?.[name]?.Keys
      }
    }
    return found
  },

  async putMany(items: readonly Item[]): Promise<void> {
    for (const chunk of chunks(items, 25)) {
      let left: WriteRequest[] | undefined = chunk.map((item) => ({ PutRequest: { Item: encode(item) } }))
      for (let round = 0; left !== undefined && left.length > 0; round += 1) {
        if (round > MOST_ROUNDS) throw new Error(`${left.length} items of ${name} could not be written.`)
        await pauseBefore(round)
        const page: BatchWriteItemCommandOutput = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [name]: left } }),
        )
        left = page.UnprocessedItems?.[name]
      }
    }
  },
})

export type Table = ReturnType<typeof tableOf>
