import { Newsletter } from '#functions/core/newsletter.ts'
import type { Newsletters } from '#functions/use-cases/ports.ts'
import { changeOf, updateOf } from './change-of.ts'
import { newsletterKey, newslettersKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import type { Item, Table } from './table.ts'

const fromItem = (item: Item): Newsletter => Newsletter.parse(domainOf(item))

const everyItem = (table: Table) =>
  table.query({ text: 'pk = :pk', values: { ':pk': newslettersKey }, consistent: true })

export const dynamoNewsletters = (table: Table): Newsletters => ({
  async get(slug) {
    const item = await table.get(newsletterKey(slug))
    return item && fromItem(item)
  },

  all: () => Array.fromAsync(everyItem(table), fromItem),

  slugs: () => Array.fromAsync(everyItem(table), ({ sk }) => String(sk)),

  async put(newsletter) {
    // Parsed on the way in as well: one row that could not be read would stop the tick for all newsletters.
    await table.put({ ...newsletterKey(newsletter.slug), ...Newsletter.parse(newsletter) })
  },

  async setSchedule({ slug, scheduleVersion: read }, change) {
    const { text, names, values } = updateOf({ ...change, scheduleVersion: read + 1 })
    // Rows of before the version was counted have none.
    const asRead = read === 0 ? 'attribute_not_exists(#scheduleVersion) OR ' : ''
    const condition = `attribute_exists(pk) AND (${asRead}#scheduleVersion = :read)`
    const update = { text, names, values: { ...values, ':read': read } }
    return (await table.update(newsletterKey(slug), update, condition)) !== undefined
  },

  async markSwept(slug, day) {
    const change = { text: 'SET sweptOn = :day', values: { ':day': day } }
    const condition = 'attribute_exists(pk) AND (attribute_not_exists(sweptOn) OR sweptOn < :day)'
    await table.update(newsletterKey(slug), change, condition)
  },

  async set(slug, settings) {
    const change = changeOf(settings)
    if (change === undefined) return (await table.get(newsletterKey(slug))) !== undefined
    return (await table.update(newsletterKey(slug), change, 'attribute_exists(pk)')) !== undefined
  },
})
