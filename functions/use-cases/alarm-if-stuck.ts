import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import type { Alarm, Clock, Ledger } from './ports.ts'

export interface StuckDeps {
  ledger: Ledger
  clock: Clock
  alarm: Alarm
  /** A digest of which nothing moved for so long is stuck. */
  stuckSeconds: number
}

/** Raises an alarm for a digest that is due and of which nothing moves. */
export const alarmIfStuck = async (deps: StuckDeps, digest: Digest): Promise<void> => {
  const before = plusSeconds(deps.clock(), -deps.stuckSeconds)
  const isRecent = (moved: Instant | undefined): boolean => moved !== undefined && moved > before
  if ([digest.movedAt, digest.approval?.at, digest.dueAt].some(isRecent)) return
  const { at } = await deps.ledger.health(digestKey(digest))
  if (!isRecent(at)) deps.alarm('digest stuck', { digest: digestKey(digest), status: digest.status })
}
