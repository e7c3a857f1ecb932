import { expect, test } from 'vitest'
import { plusDays } from '#functions/core/instant.ts'
import { KEY_RANGES } from '#functions/core/reader-id.ts'
import { Sweep, sweepOf } from '#functions/core/sweep.ts'
import { at } from '#tests/support/builders.ts'

const DAY = at('2026-11-24T00:00:00Z')

test('16 days sweep all key ranges, each once, whichever day is the first', () => {
  for (const first of [DAY, plusDays(DAY, 5), at('2028-02-29T00:00:00Z')]) {
    const swept = KEY_RANGES.map((_, day) => sweepOf('sample', plusDays(first, day)))
    expect(swept.map(({ range }) => range).sort()).toEqual([...KEY_RANGES])
    for (const sweep of swept) expect(Sweep.parse(sweep)).toEqual(sweep)
  }
})

test('a UTC day has one range, from its first to its last moment', () => {
  expect(sweepOf('sample', at('2026-11-24T23:59:59.999Z')).range).toBe(sweepOf('sample', DAY).range)
  expect(sweepOf('sample', plusDays(DAY, 1)).range).not.toBe(sweepOf('sample', DAY).range)
})
