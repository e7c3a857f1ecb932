import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { hexId } from '#functions/core/hex-id.ts'
import { jobId } from '#functions/core/job-id.ts'
import { queueJob } from './ask-for-job.ts'

/** Asks once for a count of the readers whom a new draft would reach. The draft stands without: what goes wrong is reported, and anybody can ask for the count again. */
export const askForDryRun =
  (deps: Parameters<typeof queueJob>[0] & { report: (error: unknown) => unknown }) =>
  async ({ revision, cutOffAt, ...digest }: Digest): Promise<void> => {
    const key = digestKey(digest)
    try {
      await queueJob(deps, {
        newsletter: digest.newsletter,
        id: jobId(cutOffAt, hexId(`${key}#${revision}`)),
        task: { kind: 'dry-run', digest: key, revision },
        by: 'drafting',
        askedAt: cutOffAt,
        status: 'waiting',
      })
    } catch (error) {
      deps.report(error)
    }
  }
