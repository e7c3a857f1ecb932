import { cleanFrom, Digest, isOpen } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { CODES, type Code, codeOfExclusion } from '#functions/core/disposition.ts'
import { Content, Revision } from '#functions/core/entry.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { ExclusionReason } from '#functions/core/exclusion.ts'
import type { Digests } from '#functions/use-cases/ports.ts'
import {
  CLOSED_DIGESTS,
  contentKey,
  contentsKey,
  controlKey,
  digestRefIn,
  digestsKey,
  OPEN_DIGESTS,
  OPEN_INDEX,
} from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import { packJson, unpackJson } from './packed-json.ts'
import type { Item, Table } from './table.ts'

const byCode = (excluded: NonNullable<Digest['excluded']>) =>
  Object.fromEntries(
    Object.entries(excluded).map(([reason, count]) => [codeOfExclusion(reason as ExclusionReason), count]),
  )
const byReason = (excluded: object) =>
  Object.fromEntries(
    Object.entries(excluded).map(([code, count]) => {
      const meaning = CODES[code as Code]
      return ['reason' in meaning ? meaning.reason : code, count]
    }),
  )

const fromItem = (item: Item): Digest => {
  const { excluded, ...row } = domainOf(item)
  return Digest.parse({
    ...digestRefIn(item),
    ...row,
    ...(excluded !== undefined && { excluded: byReason(Object(excluded)) }),
  })
}

/** Where the open index has a digest: while something is to be done for it, or told of it; then until its templates are deleted. */
const openOf = (digest: Digest): Item => {
  if (isOpen(digest) || digest.owed !== undefined) return { openKey: OPEN_DIGESTS, openSort: digest.dueAt }
  const cleanAt = cleanFrom(digest)
  return cleanAt === undefined ? {} : { openKey: CLOSED_DIGESTS, openSort: cleanAt }
}

/** What names a digest stands in its key alone, and the excluded under the codes of their reasons, so that its row stays under 1 KB. */
const toItem = (digest: Digest): Item => {
  const { newsletter, kind, date, excluded, ...row } = digest
  return {
    ...controlKey({ newsletter, kind, date }),
    ...row,
    ...(excluded && { excluded: byCode(excluded) }),
    ...openOf(digest),
  }
}

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

  latest(newsletter, limit, before) {
    const of = { ':pk': digestsKey(newsletter) }
    const query =
      before === undefined
        ? { text: 'pk = :pk', values: of }
        : { text: 'pk = :pk AND sk < :before', values: { ...of, ':before': controlKey(before).sk } }
    return Array.fromAsync(table.query({ ...query, newestFirst: true, limit, consistent: true }), fromItem)
  },

  async content(ref, revision) {
    const item = await table.get(contentKey(ref, revision))
    return item && Content.parse(unpackJson(item.packed))
  },

  revisions(ref, before, limit) {
    const range =
      before === undefined
        ? { text: 'pk = :pk', values: { ':pk': contentsKey(ref) } }
        : {
            text: 'pk = :pk AND sk < :before',
            values: { ':pk': contentsKey(ref), ':before': contentKey(ref, before).sk },
          }
    const query = table.query({ ...range, newestFirst: true, limit, consistent: true })
    return Array.fromAsync(query, (item) => Revision.strip().parse({ ...item, revision: Number(item.sk) }))
  },

  saveContent(ref, content) {
    // Beside what is packed, so that a list unpacks nothing.
    const { savedAt, savedBy, editorId, change, madeFrom } = content
    return table.put(
      {
        ...contentKey(ref, content.revision),
        packed: packJson(content),
        savedAt,
        savedBy,
        editorId,
        change,
        madeFrom,
      },
      { text: 'attribute_not_exists(pk)' },
    )
  },
})
