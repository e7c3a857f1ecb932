import * as z from 'zod'
import { Instant } from '#functions/core/instant.ts'
import type { Pages } from '#functions/use-cases/ports.ts'
import { pageKey, previewKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import { packJson, unpackJson } from './packed-json.ts'
import { expiry, type Table } from './table.ts'

const Preview = z.strictObject({ packed: z.unknown().transform(unpackJson).pipe(z.string()) })
const Page = Preview.extend({ visibleFrom: Instant.optional() })

export const dynamoPages = (table: Table): Pages => ({
  async publish(ref, html) {
    await table.put({ ...pageKey(ref), packed: packJson(html) })
  },

  async show(ref, from) {
    const change = { text: 'SET visibleFrom = :from', values: { ':from': from } }
    await table.update(pageKey(ref), change, 'attribute_exists(pk) AND attribute_not_exists(visibleFrom)')
  },

  async get(ref, now) {
    const item = await table.get(pageKey(ref))
    const page = item && Page.parse(domainOf(item))
    return page?.visibleFrom !== undefined && page.visibleFrom <= now ? page.packed : undefined
  },

  async publishPreview(token, html, expiresAt) {
    await table.put({ ...previewKey(token), packed: packJson(html), ...expiry(expiresAt) })
  },

  async preview(token) {
    const item = await table.get(previewKey(token))
    return item && Preview.parse(domainOf(item)).packed
  },
})
