import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excludedCount, MemberHash } from '#functions/core/audience.ts'
import { readerId } from '#tests/support/builders.ts'

const hashOf = (...batches: string[][]): string => {
  const hash = new MemberHash()
  for (const members of batches) hash.add(members)
  return hash.digest()
}

describe('the hash of an audience', () => {
  test('is of its members in their order, however they are cut into batches', () => {
    const members = [0, 1, 2, 3, 4, 5].map((number) => readerId(number))
    fc.assert(
      fc.property(fc.nat(6), (cut) => {
        expect(hashOf(members.slice(0, cut), members.slice(cut))).toBe(hashOf(members))
      }),
    )
    expect(hashOf(members.toReversed())).not.toBe(hashOf(members))
  })

  test('is the SHA-256 of their ids, twelve bytes each', () => {
    const ids = ['0123456789abcdef01234567', 'f123456789abcdef01234567']
    const bytes = Buffer.from(ids.join(''), 'hex')
    expect(bytes.length).toBe(24)
    expect(hashOf(ids)).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  test('tells a member left out, and one who stands twice', () => {
    const [one, other] = [readerId(1), readerId(2)]
    const hashes = [hashOf([one, other]), hashOf([one]), hashOf([one, one, other]), hashOf([])]
    expect(new Set(hashes).size).toBe(4)
  })
})

describe('the excluded of an audience', () => {
  test('are counted over all reasons', () => {
    expect(excludedCount({ excluded: { suppressed: 2, paused: 3 } })).toBe(5)
    expect(excludedCount({ excluded: {} })).toBe(0)
  })
})
