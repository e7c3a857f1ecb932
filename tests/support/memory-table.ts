import type { Item, Key, Table } from '#functions/adapters/dynamodb/table.ts'
import { holds, updated } from './expressions.ts'

/** Runs what one request to DynamoDB does, when and as often as whoever simulates it decides. */
export type Request = <T>(name: string, effect: () => T) => Promise<T>

export interface MemoryTableOptions {
  readonly request: Request
  /** Milliseconds of the clock by which the index lags. */
  readonly now: () => number
  /** How long the index takes to show a write. */
  readonly indexDelayMs: () => number
  /** Items on a page of a query. */
  readonly pageSize: () => number
}

const copy = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map(copy)
  if (value instanceof Set) {
    if (value.size === 0) throw new TypeError('DynamoDB keeps no empty set.')
    return new Set(value)
  }
  return copyItem(value as Item)
}

const copyItem = (item: Item): Item => {
  const result: Item = {}
  for (const [name, value] of Object.entries(item)) if (value !== undefined) result[name] = copy(value)
  return result
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

const byKey = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** What a table keeps. Several tables in front of it, each with requests of its own, are several clients. */
export class TableStore {
  readonly #partitions = new Map<string, Map<string, Item>>()
  readonly #sorted = new Map<string, string[]>()
  readonly #index: Indexed = { shown: new Map(), coming: [] }
  /** Told of every write, at its moment. */
  onPut: (item: Item, before: Item | undefined) => void = () => {}

  get(key: Key): Item | undefined {
    return this.#partitions.get(key.pk)?.get(key.sk)
  }

  put(item: Item, visibleAt: number): void {
    const { pk, sk } = item as unknown as Key
    const rows = this.#partitions.get(pk) ?? new Map<string, Item>()
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
        ? { partition: String(item.openKey), sort: String(item.openSort), item }
        : undefined
    // One item's changes show in their order.
    const at = Math.max(visibleAt, ...coming.map((one) => one.at))
    this.#index.coming.push({ key, entry, at })
  }
}

/** The twin of a table, in memory: the same requests, conditions, pages and a lagging index, without a network. */
export const memoryTable = (store: TableStore, options: MemoryTableOptions): Table => {
  const { request, now } = options
  const visibleAt = (): number => now() + options.indexDelayMs()
  const passes = (key: Key, condition: Parameters<Table['put']>[1]): boolean =>
    condition === undefined || holds(condition.text, store.get(key), condition)
  const read = (item: Item | undefined): Item | undefined => item && copyItem(item)

  return {
    get: (key) => request('get', () => read(store.get(key))),

    put: (item, condition) => {
      const written = copyItem(item)
      return request('put', () => {
        if (!passes(written as unknown as Key, condition)) return false
        store.put(written, visibleAt())
        return true
      })
    },

    update: (key, change, condition) =>
      request('update', () => {
        const before = store.get(key)
        if (condition !== undefined && !holds(condition, before, change)) return undefined
        const after = copyItem(updated(change.text, before ?? { ...key }, change))
        store.put(after, visibleAt())
        return copyItem(after)
      }),

    updateForOld: (key, change) =>
      request('update', () => {
        const before = store.get(key)
        store.put(copyItem(updated(change.text, before ?? { ...key }, change)), visibleAt())
        return read(before)
      }),

    remove: (key) => request('delete', () => store.delete(key, visibleAt())),

    async *query({ text, names, values, index, newestFirst, limit }) {
      const given = { names, values }
      const orderOf = (item: Item): string =>
        index === undefined ? String(item.sk) : `${item.openSort}\n${item.pk}\n${item.sk}`
      // Each page is read when it is asked for: what stands behind it may have changed since the one before.
      const pageAfter = (last: string | undefined, size: number): Item[] => {
        const rows = index === undefined ? [...store.rows(String(values?.[':pk']))] : store.indexed(now())
        const matching = rows.filter((item) => holds(text, item, given))
        if (newestFirst === true) matching.reverse()
        const isBehind = (item: Item) =>
          last === undefined || (newestFirst === true ? orderOf(item) < last : orderOf(item) > last)
        return matching.filter(isBehind).slice(0, size).map(copyItem)
      }
      let last: string | undefined
      for (;;) {
        const size = limit ?? options.pageSize()
        const page = await request('query', () => pageAfter(last, size))
        yield* page
        const end = page.at(-1)
        if (end === undefined || page.length < size || limit !== undefined) return
        last = orderOf(end)
      }
    },

    getMany: (keys) =>
      request('getMany', () =>
        keys.flatMap((key) => {
          const item = store.get(key)
          return item === undefined ? [] : [copyItem(item)]
        }),
      ),

    async putMany(items) {
      for (let start = 0; start < items.length; start += 25) {
        const chunk = items.slice(start, start + 25).map(copyItem)
        // A batch write is many writes, of which a part may be done when it fails; it is repeated whole.
        await request('putMany', () => {
          for (const item of chunk) store.put(item, visibleAt())
        })
      }
    },
  }
}
