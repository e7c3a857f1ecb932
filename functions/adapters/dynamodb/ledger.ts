import { Audience } from '#functions/core/audience.ts'
import { Batch, batchTag } from '#functions/core/batch.ts'
import { EVENT_SETS, type EventSets } from '#functions/core/disposition.ts'
import { Conflict } from '#functions/core/errors.ts'
import { ExclusionReason } from '#functions/core/exclusion.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Excluded, Ledger } from '#functions/use-cases/ports.ts'
import {
  attemptKey,
  BATCHES,
  batchKey,
  cursorKey,
  EXCLUDED,
  eventsKey,
  excludedKey,
  sealKey,
  WINDOW,
} from './delivery-keys.ts'
import { domainOf } from './domain-of.ts'
import { packIds, unpackIds } from './pack-ids.ts'
import type { Item, Table } from './table.ts'

const toItem = (batch: Batch): Item => ({ ...batchKey(batch), ...batch, members: packIds(batch.members) })
const fromItem = (item: Item): Batch => Batch.parse({ ...domainOf(item), members: unpackIds(item.members) })

const eventSets = (item: Item): EventSets =>
  Object.fromEntries(EVENT_SETS.flatMap((set) => (item[set] instanceof Set ? [[set, item[set]]] : [])))

const isEvents = (item: Item): boolean => String(item.sk).endsWith('#events')

/** Ids in one exclusion row: 12 bytes each, far below the 400 KB of an item. */
const IDS_A_ROW = 2000

const beginsWith = (pk: string, prefix: string) => ({
  text: 'pk = :pk AND begins_with(sk, :prefix)',
  values: { ':pk': pk, ':prefix': prefix },
  consistent: true,
})

export const dynamoLedger = (table: Table): Ledger => ({
  putBatches: (batches) => table.putMany(batches.map(toItem)),

  async putExcluded(digest, attempt, excluded) {
    const rows = Object.entries(excluded).flatMap(([reason, ids]) =>
      Array.from({ length: Math.ceil(ids.length / IDS_A_ROW) }, (_, part) => ({
        ...excludedKey(digest, attempt, reason, part),
        reason,
        ids: packIds(ids.slice(part * IDS_A_ROW, (part + 1) * IDS_A_ROW)),
      })),
    )
    await table.putMany(rows)
  },

  async excluded(digest, attempt) {
    const excluded: Partial<Record<ExclusionReason, string[]>> = {}
    for await (const item of table.query(beginsWith(attemptKey(digest, attempt), EXCLUDED))) {
      const reason = ExclusionReason.parse(item.reason)
      excluded[reason] = [...(excluded[reason] ?? []), ...unpackIds(item.ids)]
    }
    return excluded satisfies Excluded
  },

  async seal(digest, audience) {
    await table.put({ ...sealKey(digest), ...audience }, { text: 'attribute_not_exists(pk)' })
    return (await this.audience(digest)) ?? audience
  },

  async audience(digest) {
    const item = await table.get(sealKey(digest))
    return item && Audience.parse(domainOf(item))
  },

  async batch(ref) {
    const item = await table.get(batchKey(ref))
    return item && fromItem(item)
  },

  async *batches(digest, attempt) {
    let batch: Batch | undefined
    for await (const item of table.query(beginsWith(attemptKey(digest, attempt), BATCHES))) {
      if (isEvents(item)) {
        // A batch's events sort right behind it. Events without their batch are left alone.
        if (batch === undefined || item.sk !== eventsKey(batch).sk) continue
        yield { batch, events: eventSets(item) }
        batch = undefined
      } else {
        if (batch !== undefined) yield { batch, events: {} }
        batch = fromItem(item)
      }
    }
    if (batch !== undefined) yield { batch, events: {} }
  },

  async replaceBatch(batch) {
    const next = { ...batch, version: batch.version + 1 }
    const condition = { text: 'version = :version', values: { ':version': batch.version } }
    if (await table.put(toItem(next), condition)) return next
    // The SDK repeats a write whose answer was lost, and then the condition fails by the write's own effect.
    const there = await this.batch(batch)
    if (next.call !== undefined && there?.call === next.call && there.version === next.version) return next
    throw new Conflict(`Batch ${batchTag(batch)} of ${batch.digest} was changed by another worker.`)
  },

  async addEvents(ref, sets) {
    const entries = Object.entries(sets).filter(([, positions]) => positions.length > 0)
    if (entries.length === 0) return
    await table.update(eventsKey(ref), {
      text: `ADD ${entries.map(([set]) => `#${set} :${set}`).join(', ')}`,
      names: Object.fromEntries(entries.map(([set]) => [`#${set}`, set])),
      values: Object.fromEntries(entries.map(([set, positions]) => [`:${set}`, new Set(positions)])),
    })
  },

  dispatched: (digest, waves) =>
    Promise.all(
      Array.from({ length: waves }, async (_, wave) => {
        const item = await table.get(cursorKey(digest, wave))
        return typeof item?.next === 'number' ? item.next : 0
      }),
    ),

  async advance(digest, wave, from, to) {
    // Another dispatcher may have been faster; the cursor never goes back.
    await table.update(
      cursorKey(digest, wave),
      { text: 'SET #next = :to', names: { '#next': 'next' }, values: { ':to': to, ':from': from } },
      'attribute_not_exists(pk) OR #next = :from',
    )
  },

  claimWindow: (start: Instant) =>
    table.put(
      { ...WINDOW, start },
      {
        text: 'attribute_not_exists(pk) OR #start < :start',
        names: { '#start': 'start' },
        values: { ':start': start },
      },
    ),
})
