import { Link } from '#functions/core/link.ts'
import type { Links } from '#functions/use-cases/ports.ts'
import { personKey } from './audience-keys.ts'
import { domainOf } from './domain-of.ts'
import { expiry, isPresent, type Table } from './table.ts'

const linkRow = (reader: string, hash: string) => personKey(reader, `link#${hash}`)

// The link's own time is kept beside the row's, which is in whole seconds.
export const dynamoLinks = (table: Table): Links => ({
  async create(hash, link) {
    const { expiresAt: until, ...rest } = Link.parse(link)
    await table.put({ ...linkRow(link.reader, hash), ...rest, until, ...expiry(until) })
  },

  async get(reader, hash) {
    const item = await table.get(linkRow(reader, hash))
    if (item === undefined) return undefined
    const { until, ...rest } = domainOf(item)
    return Link.parse({ ...rest, expiresAt: until })
  },

  async markUsed(reader, hash, at) {
    const { text, values } = isPresent()
    const change = { text: 'SET usedAt = :at', values: { ':at': at, ...values } }
    const isFirst = `(${text}) AND attribute_not_exists(usedAt)`
    return (await table.update(linkRow(reader, hash), change, isFirst)) !== undefined
  },
})
