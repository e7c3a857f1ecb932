import { describe, expect, test } from 'vitest'
import { orderEntries } from '#functions/core/order-entries.ts'
import { anEntry, at } from '#tests/support/builders.ts'

const entry = (post: string, day?: string) =>
  anEntry({ post, publishedAt: day === undefined ? undefined : at(`${day}T00:00:00Z`) })
const ordered = (...entries: ReturnType<typeof entry>[]) => orderEntries(entries).map(({ post }) => post)

describe('the entries of a category', () => {
  test('stand newest first', () => {
    expect(ordered(entry('a', '2026-11-01'), entry('b', '2026-11-03'), entry('c', '2026-11-02'))).toEqual([
      'b',
      'c',
      'a',
    ])
  })

  test('without a date stand last, in the order in which they came', () => {
    expect(ordered(entry('a'), entry('b', '2026-11-01'), entry('c'))).toEqual(['b', 'a', 'c'])
  })

  test('of one date keep the order in which they came', () => {
    expect(ordered(entry('b', '2026-11-01'), entry('a', '2026-11-01'))).toEqual(['b', 'a'])
  })
})
