import type { LocalCloud } from './local-cloud.ts'
import type { VirtualClock } from './virtual-clock.ts'

const STEP_MS = 1000

/** One second of virtual time: a tick, and all work and events that follow from it. */
export const step = async ({ workers, inbox }: LocalCloud, clock: VirtualClock): Promise<void> => {
  await workers.tick()
  await workers.drain()
  await inbox.idle()
  await workers.drain()
  clock.advanceTo(clock.now() + STEP_MS)
}
