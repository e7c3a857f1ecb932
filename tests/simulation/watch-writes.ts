import { BATCHES } from '#functions/adapters/dynamodb/delivery-keys.ts'
import type { Item } from '#functions/adapters/dynamodb/table.ts'
import type { Batch } from '#functions/core/batch.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { STAGE, type World } from './world.ts'

/** A digest must not close while somebody waits, or may still be settled by an event. */
const judgeClose = (world: World, { newsletter, kind, date, attempt, status }: Item): void => {
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

/** Watches what is written: who left when, which digest is stopped since when, and how digests close. */
export const watchWrites = (world: World): void => {
  const { audience, content, delivery, scheduler, people, stoppedSince } = world
  delivery.onPut = (item) => {
    world.lastPut = item
  }
  audience.onPut = ({ id, status, suppressed }) => {
    const person = people.get(String(id))
    if (person !== undefined && (status !== 'active' || suppressed !== undefined))
      person.goneAtStep ??= scheduler.steps
  }
  content.onPut = (item, before) => {
    const { newsletter, status, kind, closedAt } = item
    if (kind === undefined || typeof newsletter !== 'string') return
    if (status === 'sending') stoppedSince.delete(newsletter)
    else if (!stoppedSince.has(newsletter)) stoppedSince.set(newsletter, scheduler.steps)
    if (closedAt !== undefined && before?.closedAt === undefined) judgeClose(world, item)
  }
}
