import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
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
  /** How many are read at once, where the caller may stop before the last. */
  readonly pageSize?: number
  /** Whether items whose time is over come as well. */
  readonly expired?: boolean
}

const encode = (value: Item) => marshall(value, { removeUndefinedValues: true })
const encodeValues = (values: Item | undefined) =>
  values === undefined || Object.keys(values).length === 0 ? undefined : encode(values)

const undefinedOnFailedCondition = async <T>(write: Promise<T>): Promise<T | undefined> => {
  try {
    return await write
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined
    throw error
  }
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )

const MOST_ROUNDS = 8

type Rest = (ms: number) => Promise<void>
const sleep: Rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Asks again for what DynamoDB left unprocessed, with growing pauses, until nothing is left. */
const untilNothingIsLeft = async <T>(
  all: readonly T[],
  rest: Rest,
  ask: (left: T[]) => Promise<T[]>,
): Promise<void> => {
  let left = [...all]
  for (let round = 0; left.length > 0; round += 1) {
    if (round > MOST_ROUNDS) throw new Error(`DynamoDB left ${left.length} items unprocessed.`)
    if (round > 0) await rest(25 * 2 ** round)
    left = await ask(left)
  }
}

/** An item whose time is over: DynamoDB deletes it some days late, and until then it counts as absent. */
const isOver = ({ expiresAt }: Item): boolean =>
  typeof expiresAt === 'number' && expiresAt * 1000 <= Date.now()

const present = (item: Item): Item | undefined => (isOver(item) ? undefined : item)

/** When an item expires: `expiresAt`, in whole seconds of the epoch, as DynamoDB's time to live wants it. */
export const expiry = (at: string): { expiresAt: number } => ({ expiresAt: Math.ceil(Date.parse(at) / 1000) })

const nowInSeconds = () => ({ ':now': Math.floor(Date.now() / 1000) })

/** The condition that there is no such item, or only one whose time is over. */
export const isAbsent = (): Expression => ({
  text: 'attribute_not_exists(pk) OR expiresAt <= :now',
  values: nowInSeconds(),
})

/** The condition that there is such an item, whose time is not over. */
export const isPresent = () => ({
  text: 'attribute_exists(pk) AND (attribute_not_exists(expiresAt) OR expiresAt > :now)',
  values: nowInSeconds(),
})

/** One table, in key lookups, queries and conditional writes of single items; there is no scan and no transaction. */
export const tableOf = (client: DynamoDBClient, name: string, rest = sleep) => ({
  async get(key: Key): Promise<Item | undefined> {
    const command = new GetItemCommand({ TableName: name, Key: encode({ ...key }), ConsistentRead: true })
    const { Item } = await client.send(command)
    return Item && present(unmarshall(Item))
  },

  /** False when the condition did not hold. */
  async put(item: Item, condition?: Expression): Promise<boolean> {
    const command = new PutItemCommand({
      TableName: name,
      Item: encode(item),
      ConditionExpression: condition?.text,
      ExpressionAttributeNames: condition?.names,
      ExpressionAttributeValues: encodeValues(condition?.values),
    })
    return (await undefinedOnFailedCondition(client.send(command))) !== undefined
  },

  /** The item after the change, or undefined when the condition did not hold. */
  async update(key: Key, change: Expression, condition?: string): Promise<Item | undefined> {
    const command = new UpdateItemCommand({
      TableName: name,
      Key: encode({ ...key }),
      UpdateExpression: change.text,
      ConditionExpression: condition,
      ExpressionAttributeNames: change.names,
      ExpressionAttributeValues: encodeValues(change.values),
      ReturnValues: 'ALL_NEW',
    })
    const written = await undefinedOnFailedCondition(client.send(command))
    return written?.Attributes && unmarshall(written.Attributes)
  },

  /** The attributes that the change touched, as they were before it. */
  async updateForOld(key: Key, change: Expression): Promise<Item | undefined> {
    const command = new UpdateItemCommand({
      TableName: name,
      Key: encode({ ...key }),
      UpdateExpression: change.text,
      ExpressionAttributeNames: change.names,
      ExpressionAttributeValues: encodeValues(change.values),
      ReturnValues: 'UPDATED_OLD',
    })
    const { Attributes } = await client.send(command)
    return Attributes && unmarshall(Attributes)
  },

  async remove(key: Key): Promise<void> {
    await client.send(new DeleteItemCommand({ TableName: name, Key: encode({ ...key }) }))
  },

  async *query({
    text,
    names,
    values,
    index,
    consistent,
    newestFirst,
    limit,
    pageSize,
    expired,
  }: QueryInput): AsyncGenerator<Item> {
    const input: QueryCommandInput = {
      TableName: name,
      IndexName: index,
      ConsistentRead: consistent,
      KeyConditionExpression: text,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: encodeValues(values),
      ScanIndexForward: newestFirst !== true,
      Limit: limit ?? pageSize,
    }
    let start: QueryCommandInput['ExclusiveStartKey']
    do {
      const page = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: start }))
      for (const item of page.Items ?? []) {
        const read = unmarshall(item)
        if (expired === true || !isOver(read)) yield read
      }
      start = page.LastEvaluatedKey
    } while (start !== undefined && limit === undefined)
  },

  async getMany(keys: readonly Key[]): Promise<Item[]> {
    const found: Item[] = []
    for (const chunk of chunks(keys, 100))
      await untilNothingIsLeft(
        chunk.map((key) => encode({ ...key })),
        rest,
        async (left) => {
          const request = { [name]: { Keys: left, ConsistentRead: true } }
          const page = await client.send(new BatchGetItemCommand({ RequestItems: request }))
          for (const item of page.Responses?.[name] ?? []) found.push(unmarshall(item))
          return page.UnprocessedKeys?.[name]?.Keys ?? []
        },
      )
    return found.filter((item) => !isOver(item))
  },

  async putMany(items: readonly Item[]): Promise<void> {
    for (const chunk of chunks(items, 25))
      await untilNothingIsLeft(
        chunk.map((item): WriteRequest => ({ PutRequest: { Item: encode(item) } })),
        rest,
        async (left) => {
          const page = await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: left } }))
          return page.UnprocessedItems?.[name] ?? []
        },
      )
  },
})

export type Table = ReturnType<typeof tableOf>
