import { describe, expect, test } from 'vitest'
import { normaliseAddress } from '#functions/core/address.ts'
import { KEY_RANGES, ReaderId, rangeOf, readerIdOf } from '#functions/core/reader-id.ts'
import { READER_IDS } from './vectors.ts'

describe('a reader’s id', () => {
  test.each(READER_IDS.ids)('of $address stays $id', ({ address, id }) => {
    expect(readerIdOf(READER_IDS.pepper, normaliseAddress(address) ?? '')).toBe(id)
  })

  test('is another one under another pepper', () => {
    expect(readerIdOf(`${READER_IDS.pepper}!`, 'ada@example.com')).not.toBe(READER_IDS.ids[0].id)
  })

  test('is a valid one in one of the sixteen key ranges', () => {
    const ids = Array.from({ length: 200 }, (_, number) =>
      readerIdOf('pepper', `reader${number}@mail.example`),
    )
    expect(ids.every((id) => ReaderId.safeParse(id).success)).toBe(true)
    expect(new Set(ids.map(rangeOf))).toEqual(new Set(KEY_RANGES))
  })
})
