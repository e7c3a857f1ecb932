import { beforeEach, expect, test, vi } from 'vitest'
import { runYear } from '../simulation/year/run-year.ts'
import { sentOf } from '../simulation/year/tell-year.ts'

const A_YEAR = 52
const LEAST_SENT = 45

// Handlers read where the cloud stands as they are loaded, and each year has a cloud of its own.
beforeEach(() => {
  vi.resetModules()
})

test.each([11, 12])(
  'a year of two newsletters breaks no promise: seed %i',
  { timeout: 900_000 },
  async (seed) => {
    const { breaches, verdicts } = await runYear({ seed, weeks: A_YEAR })
    expect(breaches).toEqual([])
    for (const [slug, { digests }] of verdicts)
      expect(sentOf(digests), slug).toBeGreaterThanOrEqual(LEAST_SENT)
  },
)
