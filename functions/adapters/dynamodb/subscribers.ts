import { normaliseAddress } from '#functions/core/address.ts'
import { rangeOf } from '#functions/core/reader-id.ts'
import { Subscriber } from '#functions/core/subscriber.ts'
import type { Subscribers } from '#functions/use-cases/ports.ts'
import { readerKey, readersKey } from './audience-keys.ts'
import { domainOf } from './domain-of.ts'
import type { Item, Table } from './table.ts'

// An address that is its own normal form, as nearly all are, is kept once: the row stays under 1 KB.
const fromItem = (item: Item): Subscriber => Subscriber.parse({ address: item.normalised, ...domainOf(item) })

/** Rows that one read unit carries in a Query: 4 KB of rows of about 400 B. A BatchGet pays a unit a row. */
const ROWS_A_UNIT = 10

const between = (pk: string, from: string, through: string) => ({
  text: 'pk = :pk AND sk BETWEEN :from AND :through',
  values: { ':pk': pk, ':from': from, ':through': through },
  consistent: true,
})

export const dynamoSubscribers = (table: Table): Subscribers => ({
  async get(newsletter, id) {
    const item = await table.get(readerKey(newsletter, id))
    return item && fromItem(item)
  },

  create(subscriber) {
    const normalised = normaliseAddress(subscriber.address)
    const address = subscriber.address === normalised ? undefined : subscriber.address
    return table.put(
      { ...readerKey(subscriber.newsletter, subscriber.id), ...subscriber, address, normalised },
      { text: 'attribute_not_exists(pk)' },
    )
  },

  async update(newsletter, id, change) {
    const fields = Object.entries(change).filter(([, value]) => value !== undefined)
    if (fields.length === 0) return this.get(newsletter, id)
    const after = await table.update(
      readerKey(newsletter, id),
      {
        text: `SET ${fields.map(([name]) => `#${name} = :${name}`).join(', ')}`,
        names: Object.fromEntries(fields.map(([name]) => [`#${name}`, name])),
        values: Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value])),
      },
      'attribute_exists(pk)',
    )
    return after && fromItem(after)
  },

  async *range(newsletter, range) {
    const query = table.query({
      text: 'pk = :pk',
      values: { ':pk': readersKey(newsletter, range) },
      consistent: true,
    })
    for await (const item of query) yield fromItem(item)
  },

  async members(newsletter, { members, span }) {
    const rows = new Map<string, Subscriber>()
    const keep = (item: Item): void => {
      const reader = fromItem(item)
      rows.set(reader.id, reader)
    }
    if (span / ROWS_A_UNIT > members.length) {
      const items = await table.getMany(members.map((id) => readerKey(newsletter, id)))
      for (const item of items) keep(item)
      return rows
    }
    const wanted = new Set(members)
    for (const [range, ids] of Map.groupBy(members, rangeOf)) {
      const query = between(readersKey(newsletter, range), ids.at(0) ?? '', ids.at(-1) ?? '')
      for await (const item of table.query(query)) if (wanted.has(String(item.sk))) keep(item)
    }
    return rows
  },
})
