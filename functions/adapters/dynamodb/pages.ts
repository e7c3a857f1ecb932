import { gunzipSync, gzipSync } from 'node:zlib'
import * as z from 'zod'
import { Instant } from '#functions/core/instant.ts'
import type { Pages } from '#functions/use-cases/ports.ts'
import { pageKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import type { Table } from './table.ts'

// Compressed, a page of hundreds of entries stays far below the 400 KB of an item.
const Page = z.strictObject({ html: z.instanceof(Uint8Array), visibleFrom: Instant })

export const dynamoPages = (table: Table): Pages => ({
  async publish(ref, html, visibleFrom) {
    await table.put({ ...pageKey(ref), html: gzipSync(html), visibleFrom })
  },

  async get(ref, now) {
    const item = await table.get(pageKey(ref))
    const page = item && Page.parse(domainOf(item))
    return page && page.visibleFrom <= now ? gunzipSync(page.html).toString('utf8') : undefined
  },
})
