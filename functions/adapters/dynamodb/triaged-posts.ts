import type { Posts } from '#functions/use-cases/ports.ts'
import { droppedKey, inboxKey, OPEN_INDEX, openOf, placedKey, postKey } from './content-keys.ts'
import { claimValues, isClaim, MOST_TRIES, postFromItem, unchanged } from './post-rows.ts'
import type { Item, Table } from './table.ts'

type Triage = Pick<Posts, 'place' | 'placed' | 'drop' | 'release' | 'annotate' | 'waiting'>

/** What editors do with posts that no digest used. */
export const triagedPosts = (table: Table): Triage => ({
  async place(newsletter, id, category, at) {
    const change = {
      text: `SET openKey = :key, openSort = :sort, placedAt = :at${category ? ', placedIn = :category REMOVE droppedAt' : ' REMOVE droppedAt, placedIn'}`,
      values: {
        ':key': placedKey(newsletter),
        ':sort': `${at}#${id}`,
        ':at': at,
        ...(category !== undefined && { ':category': category }),
      },
    }
    return (await table.update(postKey(newsletter, id), change, 'attribute_exists(openKey)')) !== undefined
  },

  placed(newsletter) {
    const values = { ':key': placedKey(newsletter) }
    return Array.fromAsync(table.query({ index: OPEN_INDEX, text: 'openKey = :key', values }), postFromItem)
  },

  async drop(newsletter, id, at) {
    const change = {
      text: 'SET openKey = :key, openSort = :sort, droppedAt = :at REMOVE placedAt, placedIn',
      values: { ':key': droppedKey(newsletter), ':sort': `${at}#${id}`, ':at': at },
    }
    return (await table.update(postKey(newsletter, id), change, 'attribute_exists(openKey)')) !== undefined
  },

  async release(newsletter, id, waiting) {
    const key = postKey(newsletter, id)
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const found = await table.get(key)
      if (found?.openKey === undefined) return false
      const post = postFromItem(found)
      if (post.placedAt === undefined && post.droppedAt === undefined) return true
      const { openKey, openSort } = openOf(post, waiting)
      // Its source may date it anew at this moment, and then it would wait in a wrong place.
      const stands = unchanged(post, ['placedAt', 'droppedAt', 'publishedAt', 'datePrecision', 'spreadAt'])
      const change = {
        text: 'SET openKey = :key, openSort = :sort REMOVE placedAt, placedIn, droppedAt',
        values: { ':key': openKey, ':sort': openSort, ...stands.values },
      }
      if (await table.update(key, change, `attribute_exists(openKey) AND ${stands.text}`)) return true
    }
    throw new Error(`Post ${id} changes faster than it can be released.`)
  },

  async annotate(newsletter, id, { text, from }, stale) {
    const values: Item = {
      ...(from === 'editor' && { noteFrom: 'editor' }),
      ...(text !== null && { contentNote: text }),
    }
    const set = Object.keys(values)
    const gone = ['noteFrom', 'contentNote'].filter((name) => !set.includes(name))
    const after = await table.update(
      postKey(newsletter, id),
      {
        text: [
          set.length > 0 && `SET ${set.map((name) => `${name} = :${name}`).join(', ')}`,
          gone.length > 0 && `REMOVE ${gone.join(', ')}`,
        ]
          .filter(Boolean)
          .join(' '),
        values: {
          ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
          ...(stale && claimValues('stale', stale)),
        },
      },
      `attribute_exists(pk) AND (attribute_not_exists(usedIn)${stale === undefined ? '' : ` OR ${isClaim('stale')}`})`,
    )
    return after !== undefined
  },

  async waiting(newsletter, place, { limit, after, newestFirst = place.place !== 'backlog' }) {
    const query = table.query({
      index: OPEN_INDEX,
      text: `openKey = :key${after === undefined ? '' : ` AND openSort ${newestFirst ? '<' : '>'} :after`}`,
      values: { ':key': inboxKey(newsletter, place), ...(after !== undefined && { ':after': after }) },
      newestFirst,
      pageSize: limit + 1,
    })
    const items: Item[] = []
    for await (const item of query) {
      items.push(item)
      if (items.length > limit) break
    }
    const page = items.slice(0, limit)
    return {
      posts: page.map(postFromItem),
      ...(items.length > limit && { next: String(page.at(-1)?.openSort) }),
    }
  },
})
