import { batchKey, eventsKey, sealKey } from '#functions/adapters/dynamodb/delivery-keys.ts'
import { batchTag } from '#functions/core/batch.ts'
import type { BatchMessage } from '#functions/use-cases/batch-message.ts'
import { STAGE, type World } from './world.ts'

/** A batch is marked so long before its call at most. */
const MARK_MS = 10_000

/** The first batch of a variant goes alone until an event of it came, or it had its time. */
export const judgeCanary = (world: World, { digest, attempt, wave, number }: BatchMessage): void => {
  const waves = world.delivery.get(sealKey(digest))?.waves as { canaries: number[] }[] | undefined
  const canaries = waves?.[wave]?.canaries ?? []
  // Who is sent to again may wait in a canary once more.
  if (canaries.includes(number) || world.resent.size > 0) return
  for (const canary of canaries) {
    const ref = { digest, attempt, wave, number: canary }
    const codes = String(world.delivery.get(batchKey(ref))?.codes)
    const calledAt = world.firstCalls.get(`${digest} ${batchTag(ref)}`)
    const isYoung =
      calledAt !== undefined && world.scheduler.now - calledAt < STAGE.canarySeconds * 1000 - MARK_MS
    const isUnheard = isYoung && codes.includes('a') && world.delivery.get(eventsKey(ref)) === undefined
    if (isUnheard || (calledAt === undefined && codes.includes('.')))
      world.breach(`${digest} ${wave}-${number} is dealt before its canary sang`)
  }
}
