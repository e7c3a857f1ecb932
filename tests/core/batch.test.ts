import { describe, expect, test } from 'vitest'
import { Batch, batchSizeFor, batchTag, codesOf, parseBatchTag } from '#functions/core/batch.ts'
import { aBatch } from '#tests/support/builders.ts'
import { BATCH_TAGS } from './vectors.ts'

describe('a batch', () => {
  test.each([
    [0, 1],
    [0.5, 1],
    [1, 1],
    [14, 14],
    [14.9, 14],
    [50, 50],
    [500, 50],
  ])('at a rate of %d a second holds %i readers', (rate, readers) => {
    expect(batchSizeFor(rate)).toBe(readers)
  })

  test.each(BATCH_TAGS)('of wave $wave, number $number has the tag $tag', ({ wave, number, tag }) => {
    expect(batchTag({ wave, number })).toBe(tag)
    expect(parseBatchTag(tag)).toEqual({ wave, number })
  })

  test.each(['', '-', '1', '1-', '-1', '1-2-3', '100-1', '1-1000000', 'a-1', ' 1-1', '1-1\n'])(
    'has not the tag %j',
    (tag) => {
      expect(parseBatchTag(tag)).toBeUndefined()
    },
  )

  test('has one known code a member', () => {
    expect(codesOf(aBatch({ codes: '.a?' }))).toEqual(['.', 'a', '?'])
    expect(Batch.safeParse(aBatch()).error).toBeUndefined()
    expect(Batch.safeParse(aBatch({ codes: '.a!' })).success).toBe(false)
  })
})
