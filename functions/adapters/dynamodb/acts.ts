import { Act } from '#functions/core/act.ts'
import type { Acts } from '#functions/use-cases/ports.ts'
import { actKey, actsKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import type { Table } from './table.ts'

export const dynamoActs = (table: Table): Acts => ({
  async put(on, act) {
    await table.put({ ...actKey(on, act.at, act.verb), ...act }, { text: 'attribute_not_exists(pk)' })
  },

  list(on) {
    const query = { text: 'pk = :pk', values: { ':pk': actsKey(on) }, consistent: true }
    return Array.fromAsync(table.query(query), (item) => Act.parse(domainOf(item)))
  },
})
