import { cleanFrom, Digest, isOpen } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { Content } from '#functions/core/entry.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { Digests } from '#functions/use-cases/ports.ts'
import {
  CLOSED_DIGESTS,
  contentKey,
  controlKey,
  digestsKey,
  OPEN_DIGESTS,
  OPEN_INDEX,
} from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import { packJson, unpackJson } from './packed-json.ts'
import type { Item, Table } from './table.ts'

const fromItem = (item: Item): Digest => Digest.parse(domainOf(item))

/** Where the open index has a digest: while something is to be done for it, or told of it; then until its templates are deleted. */
const openOf = (digest: Digest): Item => {
  if (isOpen(digest) || digest.owed !== undefined)
    return { openKey: OPEN_DIGESTS, openSort: `${digest.dueAt}#${digestKey(digest)}` }
  const cleanAt = cleanFrom(digest)
  return cleanAt === undefined ? {} : { openKey: CLOSED_DIGESTS, openSort: `${cleanAt}#${digestKey(digest)}` }
}

const toItem = (digest: Digest): Item => ({ ...controlKey(digest), ...digest, ...openOf(digest) })

export const dynamoDigests = (table: Table): Digests => ({
  async get(ref) {
    const item = await table.get(controlKey(ref))
    return item && fromItem(item)
  },

  create: (digest) => table.put(toItem(digest), { text: 'attribute_not_exists(pk)' }),

  async replace(digest) {
    const next = { ...digest, version: digest.version + 1 }
    const condition = { text: 'version = :version', values: { ':version': digest.version } }
    if (await table.put(toItem(next), condition)) return next
    throw new Conflict(`${digestKey(digest)} was changed by somebody else at the same time.`)
  },

  open() {
    const query = { index: OPEN_INDEX, text: 'openKey = :key', values: { ':key': OPEN_DIGESTS } }
    return Array.fromAsync(table.query(query), fromItem)
  },

  toClean(now) {
    const values = { ':key': CLOSED_DIGESTS, ':now': now }
    const query = { index: OPEN_INDEX, text: 'openKey = :key AND openSort < :now', values }
    return Array.fromAsync(table.query(query), fromItem)
  },

  latest(newsletter, limit) {
    const query = { text: 'pk = :pk', values: { ':pk': digestsKey(newsletter) }, newestFirst: true, limit }
    return Array.fromAsync(table.query({ ...query, consistent: true }), fromItem)
  },

  async content(ref, revision) {
    const item = await table.get(contentKey(ref, revision))
    return item && Content.parse(unpackJson(item.packed))
  },

  saveContent: (ref, content) =>
    table.put(
      { ...contentKey(ref, content.revision), packed: packJson(content) },
      { text: 'attribute_not_exists(pk)' },
    ),
})
