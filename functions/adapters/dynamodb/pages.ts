import * as z from 'zod'
import { Instant } from '#functions/core/instant.ts'
import type { Pages } from '#functions/use-cases/ports.ts'
import { pageKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import { packJson, unpackJson } from './packed-json.ts'
import type { Table } from './table.ts'

const Page = z.strictObject({
  packed: z.unknown().transform(unpackJson).pipe(z.string()),
  visibleFrom: Instant.optional(),
})

export const dynamoPages = (table: Table): Pages => ({
  async publish(ref, html) {
    await table.put({ ...pageKey(ref), packed: packJson(html) })
  },

  async show(ref, from) {
    const change = { text: 'SET visibleFrom = :from', values: { ':from': from } }
    await table.update(pageKey(ref), change, 'attribute_exists(pk)')
  },

  async get(ref, now) {
    const item = await table.get(pageKey(ref))
    const page = item && Page.parse(domainOf(item))
    return page?.visibleFrom !== undefined && page.visibleFrom <= now ? page.packed : undefined
  },
})
