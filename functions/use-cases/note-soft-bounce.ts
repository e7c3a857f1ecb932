import { afterReport, isEnough, type SoftReport } from '#functions/core/soft-bounces.ts'
import { againOnConflict } from './again-on-conflict.ts'
import type { SoftBounces } from './ports.ts'
import { type SuppressDeps, suppress } from './suppress.ts'

export interface SoftBounceDeps extends SuppressDeps {
  softBounces: SoftBounces
}

/** Notes a soft bounce of an id, or the delivery that ends them: first its own row, then its rows on each newsletter, whose mails are then watched. Enough of them in a row suppress. */
export const noteSoftBounce =
  (deps: SoftBounceDeps) =>
  async (id: string, report: SoftReport): Promise<void> => {
    const run = await againOnConflict(async () => {
      const before = await deps.softBounces.get(id)
      const after = afterReport(before, report)
      return after === before ? before : deps.softBounces.replace(id, after)
    })
    const bouncing = run.bounces.length > 0 ? true : null
    for (const slug of await deps.newsletters.slugs()) await deps.subscribers.update(slug, id, { bouncing })
    if (isEnough(run)) await suppress(deps)(id, 'bounce')
  }
