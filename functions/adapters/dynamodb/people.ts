import type { People } from '#functions/use-cases/ports.ts'
import { personKey, personPartition } from './audience-keys.ts'
import type { Table } from './table.ts'

const FORMER = 'former#'

export const dynamoPeople = (table: Table): People => ({
  async formerIds(reader) {
    const query = {
      text: 'pk = :pk AND begins_with(sk, :former)',
      values: { ':pk': personPartition(reader), ':former': FORMER },
      consistent: true,
    }
    return Array.fromAsync(table.query(query), ({ sk }) => String(sk).slice(FORMER.length))
  },

  async addFormerId(reader, former) {
    await table.put({ ...personKey(reader, `${FORMER}${former}`) })
  },

  async forget(reader) {
    const values = { ':pk': personPartition(reader) }
    const all = table.query({ text: 'pk = :pk', values, consistent: true, expired: true })
    const places = await Array.fromAsync(all, ({ sk }) => String(sk))
    for (const sk of places) await table.remove(personKey(reader, sk))
  },
})
