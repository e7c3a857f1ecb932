import type { Instant } from '#functions/core/instant.ts'
import type { People } from '#functions/use-cases/ports.ts'
import { personKey, personPartition } from './audience-keys.ts'
import { expiry, type Table } from './table.ts'

/** Other ids of a person, each a row under a name for what it is. */
const idsUnder = (table: Table, kind: 'former' | 'moving') => ({
  async list(reader: string): Promise<string[]> {
    const query = {
      text: 'pk = :pk AND begins_with(sk, :kind)',
      values: { ':pk': personPartition(reader), ':kind': `${kind}#` },
      consistent: true,
    }
    return Array.fromAsync(table.query(query), ({ sk }) => String(sk).slice(kind.length + 1))
  },

  async add(reader: string, other: string, expiresAt?: Instant): Promise<void> {
    await table.put({ ...personKey(reader, `${kind}#${other}`), ...(expiresAt && expiry(expiresAt)) })
  },
})

export const dynamoPeople = (table: Table): People => ({
  formerIds: idsUnder(table, 'former').list,
  addFormerId: idsUnder(table, 'former').add,
  moves: idsUnder(table, 'moving').list,
  addMove: idsUnder(table, 'moving').add,

  async forget(reader) {
    const values = { ':pk': personPartition(reader) }
    const all = table.query({ text: 'pk = :pk', values, consistent: true, expired: true })
    const places = await Array.fromAsync(all, ({ sk }) => String(sk))
    for (const sk of places) await table.remove(personKey(reader, sk))
  },
})
