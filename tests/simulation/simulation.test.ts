import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { memoryTable, TableStore } from '#tests/support/memory-table.ts'
import { bugs, canPlant, describeBug } from './bugs.ts'
import { runSeed } from './run-seed.ts'

const SEEDS = 80

const hasGit = spawnSync('git', ['--version']).status === 0
if (!hasGit) process.stderr.write('Planting bugs is skipped: it needs git.\n')

describe('the simulation of sends', () => {
  test(`finds no breach of the sending promise in ${SEEDS} seeds with faults`, {
    timeout: 60_000,
  }, async () => {
    const breaches: string[] = []
    let mails = 0
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const run = await runSeed(seed)
      mails += run.accepted
      breaches.push(...run.breaches.map((words) => `seed ${seed}: ${words}`))
    }
    expect(breaches).toEqual([])
    expect(mails).toBeGreaterThan(SEEDS)
  })

  test('replays a seed exactly', async () => {
    const [first, second] = [await runSeed(7, { tracing: true }), await runSeed(7, { tracing: true })]
    expect(first.trace.length).toBeGreaterThan(50)
    expect(second).toEqual(first)
  })

  test('mails every active reader when nothing goes wrong', async () => {
    const run = await runSeed(3, { quiet: true })
    expect(run.breaches).toEqual([])
    expect(run.accepted).toBeGreaterThan(0)
  })
})

describe('the planted bugs', () => {
  test('are at least twelve, and each says what it breaks', () => {
    expect(bugs().length).toBeGreaterThanOrEqual(12)
    for (const bug of bugs()) expect(describeBug(bug)).toMatch(/^[A-Z].*\.$/)
  })

  test.skipIf(!hasGit).each(bugs())('%s can be planted into a copy', (bug) => {
    expect(canPlant(bug)).toBe(true)
  })
})

test('the index of a simulated table lags behind its writes, and shows each item’s in their order', async () => {
  let now = 0
  const delays = [500, 100]
  const table = memoryTable(new TableStore(), {
    request: async (_, effect) => effect(),
    now: () => now,
    indexDelayMs: () => delays.shift() ?? 0,
    pageSize: () => 10,
  })
  const shown = () =>
    Array.fromAsync(
      table.query({ index: 'open', text: 'openKey = :key', values: { ':key': 'k' } }),
      ({ state }) => state,
    )
  const item = { pk: 'p', sk: 's', openKey: 'k', openSort: '1' }
  await table.put({ ...item, state: 'first' })
  await table.put({ ...item, state: 'second' })
  now = 499
  expect(await shown()).toEqual([])
  now = 500
  expect(await shown()).toEqual(['second'])
})
