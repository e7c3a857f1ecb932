import type { Audience } from '#functions/core/audience.ts'
import { deadlineOf, type Patience } from '#functions/core/deadline.ts'
import type { Digest, DigestStatus, FeedbackTotals, PauseCause, Totals } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { isMeasured } from '#functions/core/forecast.ts'
import type { Instant } from '#functions/core/instant.ts'
import { type CountDigestDeps, countDigest } from './count-digest.ts'
import { digestOf } from './digest-of.ts'

/** Where a digest stands. What is not there yet, or not known, is null. */
export interface DigestReading {
  readonly digest: string
  readonly status: DigestStatus
  readonly reason: string | null
  readonly dueAt: Instant
  /** By when a draft must be approved. */
  readonly deadline: Instant | null
  /** Where each reader gets it by their own clock; `dueAt` is then the first one's. */
  readonly localTime: string | null
  /** When its next wave is due. */
  readonly nextWaveAt: Instant | null
  /** When each phase was reached. */
  readonly phases: Readonly<
    Record<'drafted' | 'approved' | 'frozen' | 'firstCall' | 'closed', Instant | null>
  >
  readonly paused: { readonly cause: PauseCause; readonly at: Instant; readonly until: Instant | null } | null
  /** As counted at `countedAt`: the audience is the sum of the other five. */
  readonly totals: Totals | null
  /** The excluded by reason. */
  readonly excluded: Digest['excluded'] | null
  readonly feedback: FeedbackTotals | null
  readonly countedAt: Instant | null
  readonly pace: { readonly callsPerSecond: number; readonly measured: boolean; readonly at: Instant } | null
  /** When the last call begins, if the pace stays and no more digests share it. */
  readonly forecast: Instant | null
}

const phasesOf = (digest: Digest, audience: Audience | undefined): DigestReading['phases'] => ({
  drafted: digest.cutOffAt,
  approved: digest.approval?.at ?? null,
  frozen: audience?.sealedAt ?? null,
  firstCall: digest.firstCallAt ?? null,
  closed: digest.closedAt ?? null,
})

/** Reads where a digest stands, and counts its readers afresh once they are frozen. */
export const digestStatus =
  (deps: CountDigestDeps & Pick<Patience, 'leastApprovalSeconds'>) =>
  async (ref: DigestRef): Promise<DigestReading> => {
    const digest = await digestOf(deps.digests, ref)
    const audience = await deps.ledger.audience(digestKey(ref))
    const count = audience && (await countDigest(deps, digest, audience))
    const pace = await deps.ledger.pace()
    const { status, reason = null, dueAt, paused } = digest
    return {
      digest: digestKey(digest),
      status,
      reason,
      dueAt,
      deadline: status === 'draft' ? deadlineOf(digest, deps) : null,
      localTime: digest.localTime ?? null,
      nextWaveAt: count?.nextWaveAt ?? null,
      phases: phasesOf(digest, audience),
      paused: paused ? { cause: paused.cause, at: paused.at, until: paused.until ?? null } : null,
      totals: count?.totals ?? null,
      excluded: count?.excluded ?? null,
      feedback: count?.feedback ?? null,
      countedAt: count?.at ?? null,
      pace: pace
        ? { callsPerSecond: pace.callsPerSecond, measured: isMeasured(pace), at: pace.window }
        : null,
      forecast: count?.lastCallAt ?? null,
    }
  }
