import * as z from 'zod'
import { type Claim, Post } from '#functions/core/post.ts'
import type { Posts, Waiting } from '#functions/use-cases/ports.ts'
import { backlogKey, freshKey, OPEN_INDEX, openOf, placedKey, postKey, postTextKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import { packJson, unpackJson } from './packed-json.ts'
import type { Item, Table } from './table.ts'

const fromItem = (item: Item): Post => Post.parse(domainOf(item))

/** Compares a claim part by part: dynalite finds no two maps equal. */
const isClaim = (name: string): string =>
  `(usedIn.digest = :${name}Digest AND usedIn.approvedAt = :${name}ApprovedAt)`
const claimValues = (name: string, { digest, approvedAt }: Claim): Item => ({
  [`:${name}Digest`]: digest,
  [`:${name}ApprovedAt`]: approvedAt,
})

const putRow = async (
  table: Table,
  post: Post,
  waiting: Waiting,
  stale?: Claim,
): Promise<'added' | 'updated' | 'kept'> => {
  const key = postKey(post.newsletter, post.id)
  const item = { ...key, ...post, ...openOf(post, waiting) }
  if (await table.put(item, { text: 'attribute_not_exists(pk)' })) return 'added'
  const before = await table.get(key)
  // The place on its first page and the time of arrival stay, so that an update does not move it in the backlog.
  const { receivedAt, position, placedIn } = before === undefined ? post : fromItem(before)
  const updated = { ...post, receivedAt, position, placedIn }
  const { openKey, openSort } =
    placedIn !== undefined && before !== undefined ? before : openOf(updated, waiting)
  const again = { ...key, ...updated, openKey, openSort }
  const free = 'attribute_not_exists(usedIn)'
  const condition =
    stale === undefined
      ? { text: free }
      : { text: `${free} OR ${isClaim('stale')}`, values: claimValues('stale', stale) }
  return (await table.put(again, condition)) ? 'updated' : 'kept'
}

export const dynamoPosts = (table: Table): Posts => ({
  async get(newsletter, id) {
    const item = await table.get(postKey(newsletter, id))
    return item && fromItem(item)
  },

  async put(post, text, waiting, stale) {
    const outcome = await putRow(table, post, waiting, stale)
    // Behind the row, since the text of a claimed post stays as well.
    if (outcome !== 'kept' && text !== '')
      await table.put({ ...postTextKey(post.newsletter, post.id), packed: packJson(text) })
    return outcome
  },

  async text(newsletter, id) {
    const item = await table.get(postTextKey(newsletter, id))
    return item === undefined ? '' : z.string().parse(unpackJson(item.packed))
  },

  fresh(newsletter, through) {
    const query = table.query({
      index: OPEN_INDEX,
      text: 'openKey = :key AND openSort <= :through',
      values: { ':key': freshKey(newsletter), ':through': `${through}#\uffff` },
    })
    return Array.fromAsync(query, fromItem)
  },

  async shelve(post, category) {
    const { openKey, openSort } = openOf(post, { place: 'backlog', category })
    await table.update(
      postKey(post.newsletter, post.id),
      { text: 'SET openKey = :key, openSort = :sort', values: { ':key': openKey, ':sort': openSort } },
      'attribute_exists(openKey)',
    )
  },

  async *backlog(newsletter, category) {
    const values = { ':key': backlogKey(newsletter, category) }
    for await (const item of table.query({ index: OPEN_INDEX, text: 'openKey = :key', values }))
      yield fromItem(item)
  },

  async place(newsletter, id, category, at) {
    const values = { ':key': placedKey(newsletter), ':sort': `${at}#${id}`, ':category': category }
    const after = await table.update(
      postKey(newsletter, id),
      { text: 'SET openKey = :key, openSort = :sort, placedIn = :category', values },
      'attribute_exists(openKey)',
    )
    return after !== undefined
  },

  placed(newsletter) {
    const values = { ':key': placedKey(newsletter) }
    return Array.fromAsync(table.query({ index: OPEN_INDEX, text: 'openKey = :key', values }), fromItem)
  },

  async claim(newsletter, id, claim, stale) {
    const free = `attribute_not_exists(usedIn) OR ${isClaim('new')}`
    const after = await table.update(
      postKey(newsletter, id),
      {
        text: 'SET usedIn = :claim',
        values: { ':claim': claim, ...claimValues('new', claim), ...(stale && claimValues('stale', stale)) },
      },
      `attribute_exists(pk) AND (${free}${stale === undefined ? '' : ` OR ${isClaim('stale')}`})`,
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
