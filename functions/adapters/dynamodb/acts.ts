import { Act } from '#functions/core/act.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { Acts } from '#functions/use-cases/ports.ts'
import { actKey, actsKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import type { Table } from './table.ts'

/** The condition that the row is free, or holds the very same act. */
const isAbsentOr = ({ by, why }: Act) => ({
  text: `attribute_not_exists(pk) OR (#by = :by AND ${why === undefined ? 'attribute_not_exists(why)' : 'why = :why'})`,
  names: { '#by': 'by' },
  values: { ':by': by, ...(why !== undefined && { ':why': why }) },
})

export const dynamoActs = (table: Table): Acts => ({
  async put(on, act) {
    let at = act.at
    while (!(await table.put({ ...actKey(on, at, act.verb), ...act, at }, isAbsentOr(act))))
      at = plusSeconds(at, 0.001)
  },

  list(on) {
    const query = { text: 'pk = :pk', values: { ':pk': actsKey(on) }, consistent: true }
    return Array.fromAsync(table.query(query), (item) => Act.parse(domainOf(item)))
  },
})
