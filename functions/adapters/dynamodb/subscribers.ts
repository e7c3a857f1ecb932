import { normaliseAddress } from '#functions/core/address.ts'
import { rangeOf } from '#functions/core/reader-id.ts'
import { Subscriber } from '#functions/core/subscriber.ts'
import type { Subscribers } from '#functions/use-cases/ports.ts'
import { readerKey, readersKey } from './audience-keys.ts'
import { changeOf } from './change-of.ts'
import { domainOf } from './domain-of.ts'
import { expiry, type Item, isAbsent, isPresent, type Table } from './table.ts'

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

  create(subscriber, expiresAt) {
    const normalised = normaliseAddress(subscriber.address)
    const address = subscriber.address === normalised ? undefined : subscriber.address
    const key = readerKey(subscriber.newsletter, subscriber.id)
    return table.put(
      { ...key, ...subscriber, address, normalised, ...(expiresAt && expiry(expiresAt)) },
      isAbsent(),
    )
  },

  async update(newsletter, id, { expiresAt, ...change }) {
    const fields = changeOf({ ...change, ...(expiresAt ? expiry(expiresAt) : { expiresAt }) })
    if (fields === undefined) return this.get(newsletter, id)
    const { text, values } = isPresent()
    const all = { ...fields, values: { ...fields.values, ...values } }
    const after = await table.update(readerKey(newsletter, id), all, text)
    return after && fromItem(after)
  },

  async renewPending(newsletter, id, change, until) {
    const fields = changeOf({ ...change, ...expiry(until) })
    if (fields === undefined) return undefined
    const { text, names, values } = fields
    const after = await table.update(
      readerKey(newsletter, id),
      {
        text,
        names: { ...names, '#status': 'status' },
        values: { ...values, ':pending': 'pending', ...isPresent().values },
      },
      '#status = :pending AND expiresAt > :now AND expiresAt <= :expiresAt',
    )
    return after && fromItem(after)
  },

  async mark({ newsletter, id, suppressed: before }, suppressed) {
    const change = {
      text: suppressed === undefined ? 'REMOVE suppressed' : 'SET suppressed = :after',
      values: { ...(before && { ':before': before }), ...(suppressed && { ':after': suppressed }) },
    }
    const isAsRead = before === undefined ? 'attribute_not_exists(suppressed)' : 'suppressed = :before'
    const condition = `attribute_exists(pk) AND ${isAsRead}`
    return (await table.update(readerKey(newsletter, id), change, condition)) !== undefined
  },

  async endUnproven({ newsletter, id, askedAt, statusAt }, at) {
    const change = {
      text: 'SET #status = :ended, statusAt = :at',
      names: { '#status': 'status' },
      values: {
        ':ended': 'unsubscribed',
        ':at': at,
        ':active': 'active',
        ':asked': askedAt,
        ':since': statusAt,
      },
    }
    const condition =
      '#status = :active AND attribute_not_exists(consentAt) AND askedAt = :asked AND statusAt = :since'
    return (await table.update(readerKey(newsletter, id), change, condition)) !== undefined
  },

  async remove(newsletter, id) {
    await table.remove(readerKey(newsletter, id))
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
