import * as z from 'zod'
import { Instant } from '#functions/core/instant.ts'
import type { Pages } from '#functions/use-cases/ports.ts'
import { pageKey, previewKey, shownKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import { PackedText, packJson } from './packed-json.ts'
import { expiry, type Table } from './table.ts'

/** `visibleFrom` stood in the page's row when a page was shown at its due time. */
const Page = PackedText.extend({ visibleFrom: Instant.optional() })
const Shown = z.strictObject({ from: Instant })

export const dynamoPages = (table: Table): Pages => ({
  async publish(ref, html) {
    await table.put({ ...pageKey(ref), packed: packJson(html) })
  },

  async show(ref, from) {
    await table.put({ ...shownKey(ref), from }, { text: 'attribute_not_exists(pk)' })
  },

  async get(ref, now) {
    const item = await table.get(pageKey(ref))
    if (item === undefined) return undefined
    const page = Page.parse(domainOf(item))
    const shown = page.visibleFrom === undefined ? await table.get(shownKey(ref)) : undefined
    const from = page.visibleFrom ?? (shown && Shown.parse(domainOf(shown)).from)
    return from !== undefined && from <= now ? page.packed : undefined
  },

  async publishPreview(token, html, expiresAt) {
    await table.put({ ...previewKey(token), packed: packJson(html), ...expiry(expiresAt) })
  },

  async preview(token) {
    const item = await table.get(previewKey(token))
    return item && PackedText.parse(domainOf(item)).packed
  },
})
