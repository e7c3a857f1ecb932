import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shareBudget } from '#functions/core/share-budget.ts'

interface DueWave {
  readonly id: string
  readonly numbers: readonly number[]
  readonly batchSize: number
}

const aWave = (id: string, batches: number, batchSize = 50): DueWave => ({
  id,
  numbers: Array.from({ length: batches }, (_, number) => number),
  batchSize,
})
const dueWaves = fc
  .array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 50 })), { maxLength: 8 })
  .map((all) => all.map(([batches, size], index) => aWave(`w${index}`, batches, size)))
const countOf = (turns: readonly DueWave[], id: string) => turns.filter((turn) => turn.id === id).length
const NO_QUOTA = Number.POSITIVE_INFINITY

describe('a window’s calls', () => {
  test('are dealt in turn, so that a small newsletter does not wait for a large one', () => {
    const waves = [aWave('large', 100), aWave('small', 1), aWave('middle', 2)]
    expect(shareBudget(7, NO_QUOTA, waves).map(({ id }) => id)).toEqual([
      'large',
      'small',
      'middle',
      'large',
      'middle',
      'large',
      'large',
    ])
  })

  test('are all used while any wave has batches left, and no wave gets more than it has', () => {
    fc.assert(
      fc.property(fc.nat(100), dueWaves, (calls, waves) => {
        const turns = shareBudget(calls, NO_QUOTA, waves)
        const batches = waves.reduce((sum, wave) => sum + wave.numbers.length, 0)
        expect(turns.length).toBe(Math.min(calls, batches))
        for (const wave of waves) expect(countOf(turns, wave.id)).toBeLessThanOrEqual(wave.numbers.length)
      }),
    )
  })

  test('leave no wave that still waits more than one call behind another, at any moment', () => {
    fc.assert(
      fc.property(fc.nat(60), dueWaves, (calls, waves) => {
        const turns = shareBudget(calls, NO_QUOTA, waves)
        for (const waiting of waves.filter(({ id, numbers }) => countOf(turns, id) < numbers.length))
          for (const { id } of waves)
            expect(countOf(turns, id) - countOf(turns, waiting.id)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('mail nobody once the day has no room: all before the last call have theirs', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(1500), dueWaves, (calls, readers, waves) => {
        const sizes = shareBudget(calls, readers, waves).map(({ batchSize }) => batchSize)
        const before = sizes.slice(0, -1).reduce((sum, size) => sum + size, 0)
        expect(before).toBeLessThanOrEqual(Math.max(0, readers - 1))
      }),
    )
  })

  test('use the room that is left for some of a batch', () => {
    expect(shareBudget(9, 149, [aWave('large', 9)])).toHaveLength(3)
    expect(shareBudget(9, 100, [aWave('large', 9)])).toHaveLength(2)
    expect(shareBudget(9, 0, [aWave('large', 9)])).toEqual([])
  })

  test('change nothing of the waves that they are dealt to', () => {
    const waves = [aWave('one', 3)]
    shareBudget(2, NO_QUOTA, waves)
    expect(waves).toEqual([aWave('one', 3)])
  })
})
