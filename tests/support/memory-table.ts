import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { type Item, type Key, type Table, tableOf } from '#functions/adapters/dynamodb/table.ts'
import { holds, updated } from './expressions.ts'

/** Runs what one request to DynamoDB does, when and as often as whoever simulates it decides. */
export type Request = <T>(name: string, effect: () => T) => Promise<T>

export interface MemoryTableOptions {
  readonly request: Request
  /** Milliseconds of the clock by which the index and reads that ask for no consistency lag. */
  readonly now: () => number
  /** How long these take to show a write. */
  readonly indexDelayMs: () => number
  /** Items on a page of a query. */
  readonly pageSize: () => number
  /** Whether a batch leaves an item unprocessed this time. */
  readonly leavesOut?: () => boolean
}

interface Entry {
  readonly partition: string
  readonly sort: string
  readonly item: Item
}

interface Indexed {
  /** Entries as the index shows them by now. */
  readonly shown: Map<string, Entry>
  /** Changes that it does not show yet, in the order of the writes. */
  coming: { key: string; entry: Entry | undefined; at: number }[]
}

/** An item as it was before its latest write, for reads that ask for no consistency. */
interface Former {
  readonly item: Item | undefined
  readonly until: number
}

const byKey = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** What a table keeps. Several tables in front of it, each with requests of its own, are several clients. */
export class TableStore {
  readonly #partitions = new Map<string, Map<string, Item>>()
  readonly #sorted = new Map<string, string[]>()
  readonly #index: Indexed = { shown: new Map(), coming: [] }
  readonly #former = new Map<string, Former>()
  /** Told of every write, at its moment. */
  onPut: (item: Item, before: Item | undefined) => void = () => {}

  get(key: Key): Item | undefined {
    return this.#partitions.get(key.pk)?.get(key.sk)
  }

  /** What a read shows that asks for no consistency. */
  getLate(key: Key, now: number): Item | undefined {
    const former = this.#former.get(`${key.pk}\n${key.sk}`)
    return former !== undefined && former.until > now ? former.item : this.get(key)
  }

  put(item: Item, visibleAt: number): void {
    const { pk, sk } = item as unknown as Key
    const rows = this.#partitions.get(pk) ?? new Map<string, Item>()
    this.#former.set(`${pk}\n${sk}`, { item: rows.get(sk), until: visibleAt })
    if (!rows.has(sk)) this.#sorted.delete(pk)
    this.onPut(item, rows.get(sk))
    rows.set(sk, item)
    this.#partitions.set(pk, rows)
    this.#change({ pk, sk }, item, visibleAt)
  }

  delete(key: Key, visibleAt: number): void {
    if (this.#partitions.get(key.pk)?.delete(key.sk) === true) this.#sorted.delete(key.pk)
    this.#change(key, undefined, visibleAt)
  }

  /** Of a partition, by sort key. */
  *rows(pk: string): Generator<Item> {
    const rows = this.#partitions.get(pk)
    if (rows === undefined) return
    const sorted = this.#sorted.get(pk) ?? [...rows.keys()].sort(byKey)
    this.#sorted.set(pk, sorted)
    for (const sk of sorted) {
      const item = rows.get(sk)
      if (item !== undefined) yield item
    }
  }

  /** What the index shows at a moment, by its sort key. */
  indexed(now: number): Item[] {
    const due = this.#index.coming.filter(({ at }) => at <= now)
    if (due.length > 0) {
      for (const { key, entry } of due)
        if (entry === undefined) this.#index.shown.delete(key)
        else this.#index.shown.set(key, entry)
      this.#index.coming = this.#index.coming.filter(({ at }) => at > now)
    }
    return [...this.#index.shown.values()]
      .sort((one, other) => byKey(one.sort, other.sort))
      .map(({ item }) => item)
  }

  #change({ pk, sk }: Key, item: Item | undefined, visibleAt: number): void {
    const key = `${pk}\n${sk}`
    const isIn = item?.openKey !== undefined && item.openSort !== undefined
    const coming = this.#index.coming.filter((one) => one.key === key)
    if (!isIn && coming.length === 0 && !this.#index.shown.has(key)) return
    const entry =
      item !== undefined && isIn
        ? { partition: String(item.openKey), sort: `${item.openSort}\n${key}`, item }
        : undefined
    // One item's changes show in their order.
    const at = Math.max(visibleAt, ...coming.map((one) => one.at))
    this.#index.coming.push({ key, entry, at })
  }
}

type Client = Pick<DynamoDBClient, 'send'>
type Marshalled = Parameters<typeof unmarshall>[0]

const keyIn = (key: Marshalled | undefined): Key => unmarshall(key ?? {}) as unknown as Key
const marshalled = (item: Item) => marshall(item, { removeUndefinedValues: true })

interface Asked {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined
  readonly ExpressionAttributeValues?: Marshalled | undefined
}

const givenBy = ({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: Asked) => ({
  names,
  values: values && unmarshall(values),
})

const unlessFailed = (done: boolean): void => {
  if (!done) throw new ConditionalCheckFailedException({ message: 'The condition failed.', $metadata: {} })
}

/** The twin of DynamoDB behind the SDK's commands: conditions, pages, batches that are left in part, and reads that lag unless they ask for consistency. */
const memoryClient = (store: TableStore, options: MemoryTableOptions): Client => {
  const { request, now, leavesOut = () => false } = options
  const visibleAt = (): number => now() + options.indexDelayMs()
  const read = (key: Key, isConsistent: boolean | undefined): Item | undefined =>
    isConsistent === true ? store.get(key) : store.getLate(key, now())
  const shown = (item: Item | undefined) => item && { Item: marshalled(item) }

  const put = async ({ input }: PutItemCommand) => {
    const item = unmarshall(input.Item ?? {})
    const given = givenBy(input)
    const done = await request('put', () => {
      const { ConditionExpression: text } = input
      if (text !== undefined && !holds(text, store.get(item as unknown as Key), given)) return false
      store.put(item, visibleAt())
      return true
    })
    unlessFailed(done)
    return {}
  }

  const update = async ({ input }: UpdateItemCommand) => {
    const key = keyIn(input.Key)
    const given = givenBy(input)
    const done = await request('update', () => {
      const before = store.get(key)
      const { ConditionExpression: text } = input
      if (text !== undefined && !holds(text, before, given)) return undefined
      const after = updated(input.UpdateExpression ?? '', before ?? { ...key }, given)
      store.put(after, visibleAt())
      return input.ReturnValues === 'UPDATED_OLD' ? { item: before } : { item: after }
    })
    unlessFailed(done !== undefined)
    return { Attributes: done?.item && marshalled(done.item) }
  }

  /** Each page is read when it is asked for: what stands behind it may have changed since the one before. */
  const query = async ({ input }: QueryCommand) => {
    const { IndexName: index, KeyConditionExpression: text = '', ExclusiveStartKey: start } = input
    const given = givenBy(input)
    const isBackward = input.ScanIndexForward === false
    const orderOf = (item: Item): string =>
      index === undefined ? String(item.sk) : `${item.openSort}\n${item.pk}\n${item.sk}`
    const last = start && orderOf(unmarshall(start))
    const isBehind = (item: Item) =>
      last === undefined || (isBackward ? orderOf(item) < last : orderOf(item) > last)
    const size = input.Limit ?? options.pageSize()
    const rowsOf = (pk: string): Item[] => {
      const rows = [...store.rows(pk)]
      if (input.ConsistentRead === true) return rows
      return rows.flatMap((row): Item[] => {
        const late = read(row as unknown as Key, false)
        return late === undefined ? [] : [late]
      })
    }
    const page = await request('query', () => {
      const rows = index === undefined ? rowsOf(String(given.values?.[':pk'])) : store.indexed(now())
      const matching = rows.filter((item) => isBehind(item) && holds(text, item, given))
      if (isBackward) matching.reverse()
      return matching.slice(0, size).map(marshalled)
    })
    return { Items: page, ...(page.length === size && { LastEvaluatedKey: page.at(-1) }) }
  }

  const batchGet = async ({ input }: BatchGetItemCommand) => {
    const [[name, { Keys = [], ConsistentRead }] = ['', { Keys: [] }]] = Object.entries(
      input.RequestItems ?? {},
    )
    const left: Marshalled[] = []
    const found = await request('getMany', () =>
      Keys.flatMap((key) => {
        if (leavesOut()) {
          left.push(key)
          return []
        }
        const item = read(keyIn(key), ConsistentRead)
        return item === undefined ? [] : [marshalled(item)]
      }),
    )
    return {
      Responses: { [name]: found },
      ...(left.length > 0 && { UnprocessedKeys: { [name]: { Keys: left } } }),
    }
  }

  /** Many writes, of which a part may be done when it fails. */
  const batchWrite = async ({ input }: BatchWriteItemCommand) => {
    const [[name, writes] = ['', []]] = Object.entries(input.RequestItems ?? {})
    const rows = writes.map((write) => ({ write, item: unmarshall(write.PutRequest?.Item ?? {}) }))
    const left = await request('putMany', () =>
      rows.flatMap(({ write, item }) => {
        if (leavesOut()) return [write]
        store.put(item, visibleAt())
        return []
      }),
    )
    return left.length > 0 ? { UnprocessedItems: { [name]: left } } : {}
  }

  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof GetItemCommand) {
      const { Key: key, ConsistentRead } = command.input
      return (await request('get', () => shown(read(keyIn(key), ConsistentRead)))) ?? {}
    }
    if (command instanceof PutItemCommand) return put(command)
    if (command instanceof UpdateItemCommand) return update(command)
    if (command instanceof QueryCommand) return query(command)
    if (command instanceof BatchGetItemCommand) return batchGet(command)
    if (command instanceof BatchWriteItemCommand) return batchWrite(command)
    if (!(command instanceof DeleteItemCommand)) throw new TypeError('The twin does not know this command.')
    await request('delete', () => store.delete(keyIn(command.input.Key), visibleAt()))
    return {}
  }
  return { send: send as Client['send'] }
}

/** The real adapter in front of the twin of a table, in memory, without a network. */
export const memoryTable = (store: TableStore, options: MemoryTableOptions): Table =>
  tableOf(memoryClient(store, options) as DynamoDBClient, 'a table', () => options.request('rest', () => {}))
