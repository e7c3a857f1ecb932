import * as z from 'zod'
import type { Pictures } from '#functions/use-cases/ports.ts'
import { pictureKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import type { Table } from './table.ts'

const Kept = z.strictObject({ bytes: z.instanceof(Uint8Array) })

export const dynamoPictures = (table: Table): Pictures => ({
  async save(name, bytes) {
    await table.put({ ...pictureKey(name), bytes })
  },

  async get(name) {
    const item = await table.get(pictureKey(name))
    return item && Kept.parse(domainOf(item)).bytes
  },
})
