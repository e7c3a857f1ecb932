import { expect, test } from 'vitest'
import type { AudienceEstimate } from '#functions/core/audience-estimate.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { DryRunResult, Job } from '#functions/core/job.ts'
import { audienceEstimate } from '#functions/use-cases/audience-estimate.ts'
import { aDigest, aJob, anAudience, at, SLOT_AT } from '#tests/support/builders.ts'

const DRAFT = aDigest()
const KEY = digestKey(DRAFT)
const RUN_AT = at('2026-11-22T14:04:00Z')

const result = (over: Partial<DryRunResult> = {}): DryRunResult => ({
  kind: 'dry-run',
  digest: KEY,
  revision: 1,
  audience: 12_900,
  members: 12_480,
  excluded: {},
  categories: {},
  variants: {},
  waves: [],
  calls: 250,
  lastCallAt: null,
  dollars: 1.3,
  ...over,
})
const aDryRun = (over: Partial<Job> = {}, members = 12_480): Job =>
  aJob({ status: 'done', result: result({ members }), endedAt: RUN_AT, ...over })

const WEEK_BEFORE = aDigest({ date: '2026-11-17', status: 'sent', attempt: 'a1' })

const estimate = (
  jobs: readonly Job[],
  digests: readonly Digest[] = [],
): Promise<AudienceEstimate | undefined> =>
  audienceEstimate({
    jobs: { latest: async () => [...jobs] },
    digests: { latest: async () => [...digests] },
    ledger: { audience: async (key) => anAudience({ members: key === digestKey(WEEK_BEFORE) ? 900 : 1 }) },
  })(DRAFT)

test('is what the newest dry run of the digest that came to an end counted', async () => {
  const running = aDryRun({ status: 'running', result: undefined, endedAt: undefined })
  const other = aDryRun({ result: result({ digest: digestKey(WEEK_BEFORE), members: 7 }) })
  const older = aDryRun({ endedAt: plusSeconds(RUN_AT, -60) }, 5)
  expect(await estimate([running, other, aDryRun(), older], [WEEK_BEFORE])).toEqual({
    readers: 12_480,
    at: RUN_AT,
    basis: 'dry-run',
    digest: KEY,
  })
})

test('is else as many as the last digest of its kind was frozen for, with the date of that', async () => {
  const roundUp = aDigest({ date: '2026-11-17', kind: 'round-up', attempt: 'a1' })
  const skipped = aDigest({ date: '2026-11-18', status: 'skipped' })
  const later = aDigest({ date: '2026-12-01', attempt: 'a1' })
  const earlier = aDigest({ date: '2026-11-10', attempt: 'a1' })
  expect(
    await estimate([], [later, { ...DRAFT, attempt: 'a1' }, skipped, roundUp, WEEK_BEFORE, earlier]),
  ).toEqual({
    readers: 900,
    at: anAudience().sealedAt,
    basis: 'last-digest',
    digest: digestKey(WEEK_BEFORE),
  })
})

test('is none where there was neither', async () => {
  expect(await estimate([], [])).toBeUndefined()
  const failed = aDryRun({ status: 'failed', result: undefined, reason: 'No.', endedAt: SLOT_AT })
  expect(await estimate([failed], [aDigest({ date: '2026-11-17', status: 'skipped' })])).toBeUndefined()
})
