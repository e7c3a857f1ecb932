import { batchSizeFor } from '#functions/core/batch.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { DryRunCount } from '#functions/core/dry-run-count.ts'
import { NotFound } from '#functions/core/errors.ts'
import { forecast } from '#functions/core/forecast.ts'
import type { DryRunResult } from '#functions/core/job.ts'
import { dueTimes } from '#functions/core/local-due.ts'
import { plannedFor, planOf } from '#functions/core/placement.ts'
import { sendDollars } from '#functions/core/prices.ts'
import { KEY_RANGES } from '#functions/core/reader-id.ts'
import { approvedVariant, variantId, variantsOf } from '#functions/core/variant.ts'
import { digestOf } from './digest-of.ts'
import { excludesOf, judge } from './judge-reader.ts'
import { foreseeWaves } from './plan-waves.ts'
import type { Clock, Digests, Ledger, Newsletters, SendingAccount, Subscribers } from './ports.ts'

export interface DryRunDeps {
  newsletters: Newsletters
  digests: Digests
  subscribers: Subscribers
  ledger: Ledger
  account: SendingAccount
  clock: Clock
  /** Whether many new readers at once are mailed day by day. */
  ramps: boolean
}

/** Counts the readers of a revision as a freeze at this moment would share them out, and writes nothing. */
export const dryRun =
  (deps: DryRunDeps) =>
  async (
    ref: DigestRef,
    revision: number,
    onProgress: (done: number, of: number) => Promise<void>,
  ): Promise<DryRunResult> => {
    const digest = await digestOf(deps.digests, ref)
    const newsletter = await deps.newsletters.get(ref.newsletter)
    const content = await deps.digests.content(ref, revision)
    if (newsletter === undefined || content === undefined)
      throw new NotFound(`${digestKey(ref)} has no revision ${revision}.`)
    const plan = planOf(content, plannedFor(newsletter.layout))
    const excludes = await excludesOf(deps, digest, newsletter, plan)
    const { dueOf } =
      deps.ramps && newsletter.ramps
        ? await foreseeWaves(deps, digest, newsletter, excludes)
        : { dueOf: dueTimes(digest, newsletter) }
    const variants = variantsOf(newsletter).map(variantId)
    const now = deps.clock()
    const count = new DryRunCount(plan)
    for (const [index, range] of KEY_RANGES.entries()) {
      await onProgress(index, KEY_RANGES.length)
      for await (const reader of deps.subscribers.range(ref.newsletter, range)) {
        const judged = judge({ excludes, dueOf }, reader, now)
        if ('reason' in judged) count.exclude(judged.reason)
        else count.add(reader, approvedVariant(variants, newsletter, reader), judged.dueAt)
      }
    }
    const { maxSendRate } = await deps.account.state()
    const ahead = count.callsAhead(batchSizeFor(maxSendRate))
    const counts = count.counts()
    return {
      kind: 'dry-run',
      digest: digestKey(ref),
      revision,
      ...counts,
      calls: ahead.reduce((sum, { calls }) => sum + calls, 0),
      // As if no other digest were sent at the time.
      lastCallAt: forecast(await deps.ledger.pace(), 1, ahead, now),
      dollars: sendDollars(counts.members),
    }
  }
