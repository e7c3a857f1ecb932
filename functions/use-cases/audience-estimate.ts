import type { AudienceEstimate } from '#functions/core/audience-estimate.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import type { Digests, Ledger } from './ports.ts'
import type { Jobs } from './staff-ports.ts'

interface Deps {
  jobs: Pick<Jobs, 'latest'>
  digests: Pick<Digests, 'latest'>
  ledger: Pick<Ledger, 'audience'>
}

/** Of a newsletter; the dry run that is looked for is among its latest. */
const MOST_JOBS = 20
/** Many in a row may have been skipped. */
const MOST_DIGESTS = 12

const byDryRun = async ({ jobs }: Deps, ref: DigestRef): Promise<AudienceEstimate | undefined> => {
  const digest = digestKey(ref)
  for (const { status, result, endedAt } of await jobs.latest(ref.newsletter, MOST_JOBS))
    if (status === 'done' && endedAt && result?.kind === 'dry-run' && result.digest === digest)
      return { readers: result.members, at: endedAt, basis: 'dry-run', digest }
  return undefined
}

/** Round-ups have other readers than regular digests. */
const byLastDigest = async (
  { digests, ledger }: Deps,
  ref: DigestRef,
): Promise<AudienceEstimate | undefined> => {
  const latest = await digests.latest(ref.newsletter, MOST_DIGESTS)
  const last = latest.find(
    ({ kind, date, attempt }) => kind === ref.kind && date < ref.date && attempt !== undefined,
  )
  if (last === undefined) return undefined
  const digest = digestKey(last)
  const audience = await ledger.audience(digest)
  return audience && { readers: audience.members, at: audience.sealedAt, basis: 'last-digest', digest }
}

/** How many readers a digest would reach, as known without walking them: by its newest dry run, else as many as were frozen for the last digest of its kind. Undefined where there was neither. */
export const audienceEstimate =
  (deps: Deps) =>
  async (ref: DigestRef): Promise<AudienceEstimate | undefined> =>
    (await byDryRun(deps, ref)) ?? byLastDigest(deps, ref)
