import { plusDays } from '#functions/core/instant.ts'
import {
  afterReport,
  isBouncing,
  isEnough,
  type SoftReport,
  type SoftRun,
} from '#functions/core/soft-bounces.ts'
import { againOnConflict } from './again-on-conflict.ts'
import type { SoftBounces } from './ports.ts'
import { rowsOf } from './rows-of.ts'
import { type SuppressDeps, suppress } from './suppress.ts'

export interface SoftBounceDeps extends SuppressDeps {
  softBounces: SoftBounces
}

/** How long a run is remembered after its last change. */
const REMEMBERED_DAYS = 365

/** Says on an id's rows whether their deliveries must be watched. Whoever changes a run marks the rows and then reads it again, so that the last to mark them has seen the last change. */
const mark = async (deps: SoftBounceDeps, id: string, run: SoftRun): Promise<void> => {
  const bouncing = isBouncing(run) || null
  for (const slug of await deps.newsletters.slugs()) await deps.subscribers.update(slug, id, { bouncing })
  const now = await deps.softBounces.get(id)
  if (isBouncing(now) !== isBouncing(run)) await mark(deps, id, now)
}

/** Notes a soft bounce of an id, or the delivery that ends them: first its own row, then its rows on each newsletter. Enough of them in a row suppress, as of the last. Of who is no reader, or was erased, nothing is noted. */
export const noteSoftBounce =
  (deps: SoftBounceDeps) =>
  async (id: string, report: SoftReport): Promise<void> => {
    const rows = await rowsOf(deps, id)
    if (rows.every(({ suppressed }) => suppressed === 'erased')) return
    const run = await againOnConflict(async () => {
      const before = await deps.softBounces.get(id)
      const after = afterReport(before, report)
      if (after === before) return before
      return deps.softBounces.replace(id, after, plusDays(deps.clock(), REMEMBERED_DAYS))
    })
    await mark(deps, id, run)
    if (isEnough(run)) await suppress(deps)(id, 'bounce', run.bounces.at(-1)?.at)
  }
