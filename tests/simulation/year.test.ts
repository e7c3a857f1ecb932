import { expect, test } from 'vitest'
import { runYear } from './year/run-year.ts'
import { sentOf } from './year/tell-year.ts'

/** With the quiet weeks behind them, a quarter. */
const WEEKS = 10
/** A quarter in which fewer were sent says little. */
const LEAST_SENT = 7

test('a quarter of two newsletters, with outages, crashes and changes of zone, breaks no promise', {
  timeout: 240_000,
}, async () => {
  const { breaches, verdicts, crashes } = await runYear({ seed: 1, weeks: WEEKS })
  expect(breaches).toEqual([])
  for (const [slug, { digests }] of verdicts) expect(sentOf(digests), slug).toBeGreaterThanOrEqual(LEAST_SENT)
  expect(crashes).toBeGreaterThan(5)
})
