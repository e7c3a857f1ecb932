import { Post } from '#functions/core/post.ts'
import type { Posts } from '#functions/use-cases/ports.ts'
import { backlogKey, freshKey, OPEN_INDEX, openOf, postKey, postTextKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import type { Item, Table } from './table.ts'

const fromItem = (item: Item): Post => Post.parse(domainOf(item))

const inOpenIndex = (openKey: string, from = '', through = '\uffff') => ({
  index: OPEN_INDEX,
  text: 'openKey = :key AND openSort BETWEEN :from AND :through',
  values: { ':key': openKey, ':from': from, ':through': through },
})

export const dynamoPosts = (table: Table): Posts => ({
  async get(newsletter, id) {
    const item = await table.get(postKey(newsletter, id))
    return item && fromItem(item)
  },

  async put(post, text, waiting) {
    if (text !== '') await table.put({ ...postTextKey(post.newsletter, post.id), text })
    const item = { ...postKey(post.newsletter, post.id), ...post, ...openOf(post, waiting) }
    if (await table.put(item, { text: 'attribute_not_exists(pk)' })) return 'added'
    const before = await this.get(post.newsletter, post.id)
    // The place on its first page and the time of arrival stay, so that an update does not move it in the backlog.
    const kept = before && { receivedAt: before.receivedAt, position: before.position }
    const updated = { ...post, ...kept }
    const again = { ...item, ...updated, ...openOf(updated, waiting) }
    return (await table.put(again, { text: 'attribute_not_exists(usedIn)' })) ? 'updated' : 'kept'
  },

  async text(newsletter, id) {
    const item = await table.get(postTextKey(newsletter, id))
    return typeof item?.text === 'string' ? item.text : ''
  },

  fresh(newsletter, from, through) {
    const query = table.query(inOpenIndex(freshKey(newsletter), from, `${through}#\uffff`))
    return Array.fromAsync(query, fromItem)
  },

  async *backlog(newsletter, category) {
    for await (const item of table.query(inOpenIndex(backlogKey(newsletter, category)))) yield fromItem(item)
  },

  async claim(newsletter, id, claim, stale) {
    const free = 'attribute_not_exists(usedIn) OR usedIn = :claim'
    const condition = `attribute_exists(pk) AND (${free}${stale === undefined ? '' : ' OR usedIn = :stale'})`
    const values = { ':claim': claim, ...(stale !== undefined && { ':stale': stale }) }
    const after = await table.update(
      postKey(newsletter, id),
      { text: 'SET usedIn = :claim', values },
      condition,
    )
    return after !== undefined
  },

  async retire(newsletter, ids) {
    for (const id of ids)
      await table.update(
        postKey(newsletter, id),
        { text: 'REMOVE openKey, openSort' },
        'attribute_exists(pk)',
      )
  },
})
