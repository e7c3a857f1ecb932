import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { bugs, hunt } from '#tests/simulation/bugs.ts'
import { cell, cells } from '#tests/simulation/matrix.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SEEDS = 10_000
const MOST_SEEDS_A_BUG = 1000

describe('the simulation', () => {
  test(`finds no breach in ${SEEDS} seeds, in which each fault meets each state a hundred times`, {
    timeout: 900_000,
  }, () => {
    const options = ['--import', 'tsx', 'tests/simulation/main.ts', 'send', '--seeds', String(SEEDS)]
    const { stdout, status } = spawnSync(process.execPath, options, {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    const lines = stdout.trim().split('\n')
    expect(lines.slice(0, -1)).toEqual([])
    expect(status).toBe(0)
    const { matrix } = JSON.parse(lines.at(-1) ?? '{}')
    const rare = cells().filter(({ fault, state }) => (matrix[cell(fault, state)] ?? 0) < SEEDS / 100)
    expect(rare).toEqual([])
  })

  test.each(bugs())(`sees within ${MOST_SEEDS_A_BUG} seeds: %s`, { timeout: 300_000 }, (bug) => {
    expect(hunt(bug, MOST_SEEDS_A_BUG).breach).toBeDefined()
  })
})
