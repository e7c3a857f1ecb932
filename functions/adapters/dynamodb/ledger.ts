import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { Audience } from '#functions/core/audience.ts'
import { Batch, batchTag } from '#functions/core/batch.ts'
import { Counted } from '#functions/core/counted.ts'
import { EVENT_SETS, type EventSet, type EventSets } from '#functions/core/disposition.ts'
import { Conflict } from '#functions/core/errors.ts'
import { ExclusionReason } from '#functions/core/exclusion.ts'
import { FeedbackHour, HOUR_SETS } from '#functions/core/feedback-hour.ts'
import { Health } from '#functions/core/health.ts'
import { Instant, plusDays } from '#functions/core/instant.ts'
import { Pace } from '#functions/core/pace.ts'
import type { Excluded, Ledger } from '#functions/use-cases/ports.ts'
import {
  attemptKey,
  BATCHES,
  batchKey,
  batchRefOf,
  countedKey,
  cursorKey,
  EXCLUDED,
  eventsKey,
  excludedKey,
  HOURS,
  healthKey,
  hourKey,
  PACE,
  rampKey,
  sealKey,
  THROTTLE,
} from './delivery-keys.ts'
import { domainOf } from './domain-of.ts'
import { packIds, unpackIds } from './pack-ids.ts'
import { expiry, type Item, type Table } from './table.ts'

/** What names a batch stands in its key alone, so that its row stays under 1 KB. */
const toItem = ({ digest, attempt, wave, number, ...row }: Batch): Item => ({
  ...batchKey({ digest, attempt, wave, number }),
  ...row,
  members: packIds(row.members),
})
const fromItem = (item: Item): Batch =>
  Batch.parse({ ...batchRefOf(item), ...domainOf(item), members: unpackIds(item.members) })

const eventSets = (item: Item): EventSets =>
  Object.fromEntries(EVENT_SETS.flatMap((set) => (item[set] instanceof Set ? [[set, item[set]]] : [])))

const Cursor = z.strictObject({
  next: z.int(),
  canaries: z.int().optional(),
  canariesAt: Instant.optional(),
  cleared: z.boolean().optional(),
})
const Throttle = z.strictObject({ at: Instant })
const StoredRamp = z.strictObject({ startedAt: Instant, coldSince: Instant })

const isEvents = (item: Item): boolean => String(item.sk).endsWith('#events')

/** A year, and the month in which somebody looks back at it. */
const HOURS_KEPT_DAYS = 400

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

  async events(ref) {
    return eventSets((await table.get(eventsKey(ref))) ?? {})
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
    if (there !== undefined && isDeepStrictEqual(there, next)) return next
    throw new Conflict(`Batch ${batchTag(batch)} of ${batch.digest} was changed by another worker.`)
  },

  async addEvents(ref, sets) {
    const entries = Object.entries(sets).filter(([, stamps]) => stamps.length > 0)
    if (entries.length === 0) return {}
    const change = {
      text: `ADD ${entries.map(([set]) => `#${set} :${set}`).join(', ')}`,
      names: Object.fromEntries(entries.map(([set]) => [`#${set}`, set])),
      values: Object.fromEntries(entries.map(([set, stamps]) => [`:${set}`, new Set(stamps)])),
    }
    const before = eventSets((await table.updateForOld(eventsKey(ref), change)) ?? {})
    return Object.fromEntries(
      entries.map(([set, stamps]) => [set, stamps.filter((stamp) => !before[set as EventSet]?.has(stamp))]),
    )
  },

  cursors: (digest, waves) =>
    Promise.all(
      Array.from({ length: waves }, async (_, wave) => {
        const item = await table.get(cursorKey(digest, wave))
        return item === undefined ? { next: 0 } : Cursor.parse(domainOf(item))
      }),
    ),

  async moveCursor(digest, wave, from, to) {
    // Another dispatcher may have been faster; the cursor never goes back.
    await table.put(
      { ...cursorKey(digest, wave), ...to },
      {
        text: 'attribute_not_exists(pk) OR #next = :from',
        names: { '#next': 'next' },
        values: { ':from': from.next },
      },
    )
  },

  async pace() {
    const item = await table.get(PACE)
    return item && Pace.parse(domainOf(item))
  },

  claimWindow: (pace) =>
    table.put(
      { ...PACE, ...pace },
      {
        text: 'attribute_not_exists(pk) OR #window < :window',
        names: { '#window': 'window' },
        values: { ':window': pace.window },
      },
    ),

  async throttledAt() {
    const item = await table.get(THROTTLE)
    return item && Throttle.parse(domainOf(item)).at
  },

  async noteThrottle(at) {
    await table.put({ ...THROTTLE, at })
  },

  async health(digest) {
    const item = await table.get(healthKey(digest))
    return Health.parse(item === undefined ? {} : domainOf(item))
  },

  async addHealth(digest, { refused, stopped = [], ...counts }, at) {
    const numbers = Object.entries(counts).filter(([, count]) => count > 0)
    const sets = Object.entries({ stopped, ...(refused && { [`refused${refused.code}`]: refused.entries }) })
    const added = [
      ...numbers,
      ...sets.flatMap(([name, all]) => (all.length > 0 ? [[name, new Set(all)] as const] : [])),
    ]
    const after = await table.update(healthKey(digest), {
      text: `SET #at = :at${added.length > 0 ? ` ADD ${added.map(([name]) => `#${name} :${name}`).join(', ')}` : ''}`,
      names: Object.fromEntries([['#at', 'at'], ...added.map(([name]) => [`#${name}`, name])]),
      values: Object.fromEntries([[':at', at], ...added.map(([name, value]) => [`:${name}`, value])]),
    })
    return Health.parse(domainOf(after ?? {}))
  },

  async clearRefusals(digest) {
    const change = { text: 'REMOVE stopped, refusedM, refusedP, refusedB' }
    await table.update(healthKey(digest), change)
  },

  async counted(digest) {
    const { counting, ...counted } = domainOf((await table.get(countedKey(digest))) ?? {})
    return counted.at === undefined ? undefined : Counted.parse(counted)
  },

  async setCounted(digest, counted) {
    // The claim ends with it. Who counted for longer may come later, with what was so before.
    await table.put(
      { ...countedKey(digest), ...counted },
      {
        text: 'attribute_not_exists(#at) OR #at < :at',
        names: { '#at': 'at' },
        values: { ':at': counted.at },
      },
    )
  },

  async claimCount(digest, { at, over, since }) {
    const claim = {
      text: 'SET counting = :at',
      names: { '#at': 'at' },
      values: { ':at': at, ':since': since, ...(over && { ':over': over }) },
    }
    const isFree = 'attribute_not_exists(counting) OR counting < :since'
    const isLatest = over === undefined ? 'attribute_not_exists(#at)' : '#at = :over'
    return (await table.update(countedKey(digest), claim, `${isLatest} AND (${isFree})`)) !== undefined
  },

  async addFeedbackHour(digest, { hour, ...counts }) {
    const numbers = Object.entries(counts).filter(([, count]) => count > 0)
    if (numbers.length === 0) return
    await table.update(hourKey(digest, hour), {
      text: `SET expiresAt = :expiresAt ADD ${numbers.map(([set]) => `#${set} :${set}`).join(', ')}`,
      names: Object.fromEntries(numbers.map(([set]) => [`#${set}`, set])),
      values: {
        ':expiresAt': expiry(plusDays(hour, HOURS_KEPT_DAYS)).expiresAt,
        ...Object.fromEntries(numbers.map(([set, count]) => [`:${set}`, count])),
      },
    })
  },

  feedbackHours: (digest) =>
    Array.fromAsync(table.query(beginsWith(digest, HOURS)), (item) =>
      FeedbackHour.parse({
        hour: String(item.sk).slice(HOURS.length),
        ...Object.fromEntries(HOUR_SETS.map((set) => [set, item[set] ?? 0])),
      }),
    ),

  async ramp(newsletter) {
    const item = await table.get(rampKey(newsletter))
    return item && StoredRamp.parse(domainOf(item))
  },

  async setRamp(newsletter, ramp) {
    const key = rampKey(newsletter)
    if (ramp === undefined) await table.remove(key)
    else await table.put({ ...key, ...ramp })
  },
})
