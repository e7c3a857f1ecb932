import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shareBudget } from '#functions/core/share-budget.ts'

const dueWaves = fc
  .array(fc.nat(30), { maxLength: 8 })
  .map((all) => all.map((remaining, index) => ({ id: `w${index}`, remaining })))
const countOf = (turns: { id: string }[], id: string) => turns.filter((turn) => turn.id === id).length

describe('a minute’s calls', () => {
  test('are dealt in turn, so that a small newsletter does not wait for a large one', () => {
    const waves = [
      { id: 'large', remaining: 100 },
      { id: 'small', remaining: 1 },
      { id: 'middle', remaining: 2 },
    ]
    expect(shareBudget(7, waves).map(({ id }) => id)).toEqual([
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
        const turns = shareBudget(calls, waves)
        const remaining = waves.reduce((sum, wave) => sum + wave.remaining, 0)
        expect(turns.length).toBe(Math.min(calls, remaining))
        for (const wave of waves) expect(countOf(turns, wave.id)).toBeLessThanOrEqual(wave.remaining)
      }),
    )
  })

  test('leave no wave that still waits more than one call behind another, at any moment', () => {
    fc.assert(
      fc.property(fc.nat(60), dueWaves, (calls, waves) => {
        const turns = shareBudget(calls, waves)
        for (const waiting of waves.filter(({ id, remaining }) => countOf(turns, id) < remaining))
          for (const { id } of waves)
            expect(countOf(turns, id) - countOf(turns, waiting.id)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('change nothing of the waves that they are dealt to', () => {
    const waves = [{ id: 'one', remaining: 3 }]
    shareBudget(2, waves)
    expect(waves).toEqual([{ id: 'one', remaining: 3 }])
  })
})
