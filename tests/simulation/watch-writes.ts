import { isDeepStrictEqual } from 'node:util'
import { digestRefIn, digestsKey } from '#functions/adapters/dynamodb/content-keys.ts'
import { BATCHES } from '#functions/adapters/dynamodb/delivery-keys.ts'
import type { Item } from '#functions/adapters/dynamodb/table.ts'
import type { Batch } from '#functions/core/batch.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import { STAGE, type World } from './world.ts'

/** A digest must not close while somebody waits, or may still be settled by an event. */
const judgeClose = (world: World, item: Item): void => {
  const { attempt, status } = item
  const { newsletter, kind, date } = digestRefIn(item)
  const key = `${newsletter}-${kind}-${date}`
  for (const row of world.delivery.rows(`${key}#${attempt}`)) {
    const { sk, codes, calls } = row as Item & Batch
    if (!String(sk).startsWith(BATCHES) || codes === undefined) continue
    if (status === 'sent' && codes.includes('.')) world.breach(`${key} closes while somebody waits`)
    const events = world.delivery.get({ pk: `${key}#${attempt}`, sk: `${sk}#events` })
    const latest = calls.at(-1)?.at
    const isYoung = latest !== undefined && plusSeconds(latest, STAGE.uncertainSeconds) > world.clock()
    if (codes.includes('?') && events === undefined && isYoung)
      world.breach(`${key} closes on an uncertain reader before an event could come`)
  }
}

const isBatch = ({ sk, codes }: Item): boolean => String(sk).startsWith(BATCHES) && codes !== undefined

/** Whoever writes a row of a digest or a batch must have read what stands in it. */
const judgeVersion = (world: World, item: Item, before: Item | undefined): void => {
  const isRepeated = isDeepStrictEqual(item, before)
  if (before !== undefined && !isRepeated && item.version !== Number(before.version) + 1)
    world.breach(`${item.pk} ${item.sk} is written over by somebody who had read an older version`)
}

/** What is stopped goes on by a person's act alone, or when the day's quota has room again. */
const judgeGoingOn = (world: World, item: Item, before: Item | undefined): void => {
  const say = (words: string): void => world.breach(`${item.pk} ${item.sk} ${words}`)
  const { cause, until: end } = (item.paused ?? {}) as { cause?: string; until?: Instant }
  if (
    String(item.reason).includes('QUOTA_EXCEEDED') &&
    cause !== undefined &&
    (cause !== 'quota' || end === undefined)
  )
    say('does not go on by itself when the quota has room')
  if (before?.status === 'cancelled' && item.status !== 'cancelled') say('goes on though it was cancelled')
  if (before?.status !== 'paused' || (item.status !== 'sending' && item.status !== 'approved')) return
  const { until } = before.paused as { until?: Instant }
  const isMoment = until !== undefined && until <= world.clock()
  if (!isMoment && isDeepStrictEqual(item.act, before.act)) say('goes on though nobody resumed it')
}

/** Watches what is written: who left when, which digest is stopped since when, and how digests close. */
export const watchWrites = (world: World): void => {
  const { audience, content, delivery, scheduler, people, stoppedSince } = world
  delivery.onPut = (item, before) => {
    world.lastPut = item
    if (isBatch(item)) judgeVersion(world, item, before)
  }
  audience.onPut = ({ id, status, suppressed }) => {
    const person = people.get(String(id))
    if (person !== undefined && (status !== 'active' || suppressed !== undefined))
      person.goneAtStep ??= scheduler.steps
  }
  content.onPut = (item, before) => {
    const { newsletter, kind } = digestRefIn(item)
    if (newsletter === undefined || kind === undefined || item.pk !== digestsKey(newsletter)) return
    const { status, closedAt } = item
    judgeVersion(world, item, before)
    judgeGoingOn(world, item, before)
    if (status !== 'sending') world.stoppedLast.set(newsletter, scheduler.steps)
    if (status === 'sending') stoppedSince.delete(newsletter)
    else if (!stoppedSince.has(newsletter)) stoppedSince.set(newsletter, scheduler.steps)
    if (closedAt !== undefined && before?.closedAt === undefined) judgeClose(world, item)
  }
}
