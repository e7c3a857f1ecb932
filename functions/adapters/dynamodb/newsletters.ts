import { Newsletter } from '#functions/core/newsletter.ts'
import type { Newsletters } from '#functions/use-cases/ports.ts'
import { newsletterKey, newslettersKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import type { Item, Table } from './table.ts'

const fromItem = (item: Item): Newsletter => Newsletter.parse(domainOf(item))

export const dynamoNewsletters = (table: Table): Newsletters => ({
  async get(slug) {
    const item = await table.get(newsletterKey(slug))
    return item && fromItem(item)
  },

  async all() {
    const query = table.query({ text: 'pk = :pk', values: { ':pk': newslettersKey }, consistent: true })
    return await Array.fromAsync(query, fromItem)
  },

  async put(newsletter) {
    await table.put({ ...newsletterKey(newsletter.slug), ...newsletter })
  },

  async markHandled(slug, through) {
    const change = { text: 'SET slotsHandledThrough = :through', values: { ':through': through } }
    await table.update(newsletterKey(slug), change, 'attribute_exists(pk) AND slotsHandledThrough < :through')
  },
})
