import * as z from 'zod'
import type { Claim, Post } from '#functions/core/post.ts'
import type { Posts, Waiting } from '#functions/use-cases/ports.ts'
import { backlogKey, freshKey, OPEN_INDEX, openOf, postKey, postTextKey } from './content-keys.ts'
import { packJson, unpackJson } from './packed-json.ts'
import { claimValues, isClaim, MOST_TRIES, postFromItem, unchanged } from './post-rows.ts'
import type { Table } from './table.ts'
import { triagedPosts } from './triaged-posts.ts'

/** What editors decided of a post, and its source cannot change. */
const decidedIn = ({ placedAt, placedIn, droppedAt, noteFrom, contentNote }: Post): Partial<Post> => ({
  placedAt,
  placedIn,
  droppedAt,
  ...(noteFrom && { noteFrom, contentNote }),
})

const isSameClaim = (one: Claim, other: Claim | undefined): boolean =>
  one.digest === other?.digest && one.approvedAt === other.approvedAt

const putRow = async (
  table: Table,
  post: Post,
  waiting: Waiting,
  stale?: Claim,
): Promise<'added' | 'updated' | 'kept'> => {
  const key = postKey(post.newsletter, post.id)
  const item = { ...key, ...post, ...openOf(post, waiting) }
  if (await table.put(item, { text: 'attribute_not_exists(pk)' })) return 'added'
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const found = await table.get(key)
    if (found === undefined) throw new Error(`Post ${post.id} is gone, which nothing does.`)
    const before = postFromItem(found)
    if (before.usedIn !== undefined && !isSameClaim(before.usedIn, stale)) return 'kept'
    // Its turn stays: the place on its first page and the time of arrival; and what editors decided.
    const { receivedAt, position, placedAt, droppedAt, noteFrom } = before
    const updated = { ...post, receivedAt, position, ...decidedIn(before) }
    const { openKey, openSort } = (placedAt ?? droppedAt) ? found : openOf(updated, waiting)
    const stands = unchanged(before, [
      'placedAt',
      'droppedAt',
      'noteFrom',
      ...(noteFrom ? (['contentNote'] as const) : []),
    ])
    const condition = {
      text: `${before.usedIn ? isClaim('stale') : 'attribute_not_exists(usedIn)'} AND ${stands.text}`,
      values: { ...(before.usedIn && claimValues('stale', before.usedIn)), ...stands.values },
    }
    if (await table.put({ ...key, ...updated, openKey, openSort }, condition)) return 'updated'
  }
  throw new Error(`Post ${post.id} changes faster than it can be updated.`)
}

export const dynamoPosts = (table: Table): Posts => ({
  ...triagedPosts(table),

  async get(newsletter, id) {
    const item = await table.get(postKey(newsletter, id))
    return item && postFromItem(item)
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
    return Array.fromAsync(query, postFromItem)
  },

  async shelve(post, category) {
    const { openKey, openSort } = openOf(post, { place: 'backlog', category })
    await table.update(
      postKey(post.newsletter, post.id),
      {
        text: 'SET openKey = :key, openSort = :sort',
        values: { ':key': openKey, ':sort': openSort, ':fresh': freshKey(post.newsletter) },
      },
      // Not one that was placed or retired since it was listed.
      'openKey = :fresh',
    )
  },

  async *backlog(newsletter, category) {
    const values = { ':key': backlogKey(newsletter, category) }
    for await (const item of table.query({ index: OPEN_INDEX, text: 'openKey = :key', values }))
      yield postFromItem(item)
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

  async retire(newsletter, digest, ids) {
    const change = { text: 'REMOVE openKey, openSort', values: { ':digest': digest } }
    for (const id of ids) await table.update(postKey(newsletter, id), change, 'usedIn.digest = :digest')
  },
})
