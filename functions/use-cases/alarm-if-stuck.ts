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
  const now = deps.clock()
  const before = plusSeconds(now, -deps.stuckSeconds)
  const isRecent = (moved: Instant | undefined): boolean => moved !== undefined && moved > before
  if ([digest.movedAt, digest.approval?.at, digest.dueAt].some(isRecent)) return
  const key = digestKey(digest)
  const { at } = await deps.ledger.health(key)
  const { waves = [] } = (await deps.ledger.audience(key)) ?? {}
  // Between two waves nothing moves for hours.
  const begun = waves.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt <= now)
  if (![at, ...begun].some(isRecent)) deps.alarm('digest stuck', { digest: key, status: digest.status })
}
