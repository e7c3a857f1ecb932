import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excludedCount, MemberHash } from '#functions/core/audience.ts'
import { readerId } from '#tests/support/builders.ts'

const hashOf = (...batches: string[][]): string =>
  hashOfWaves(...batches.map((members) => ({ wave: 0, members })))

const hashOfWaves = (...batches: Parameters<MemberHash['add']>[0][]): string => {
  const hash = new MemberHash()
  for (const batch of batches) hash.add(batch)
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

  test('is the SHA-256 over that of each wave, of their ids, twelve bytes each', () => {
    const ids = ['0123456789abcdef01234567', 'f123456789abcdef01234567']
    const bytes = Buffer.from(ids.join(''), 'hex')
    expect(bytes.length).toBe(24)
    const sha256 = (...all: Buffer[]) => createHash('sha256').update(Buffer.concat(all)).digest()
    expect(hashOf(ids)).toBe(sha256(sha256(bytes)).toString('hex'))
    const [one = '', other = ''] = ids
    const waves = [bytes.subarray(0, 12), bytes.subarray(12)].map((wave) => sha256(wave))
    expect(hashOfWaves({ wave: 0, members: [one] }, { wave: 1, members: [other] })).toBe(
      sha256(...waves).toString('hex'),
    )
  })

  test('does not depend on which wave is read or written first, but on the order within each', () => {
    const wave = (number: number) =>
      [0, 1, 2].map((one) => ({ wave: number, members: [readerId(10 * number + one)] }))
    const [first, second] = [wave(0), wave(1)]
    const inOrder = hashOfWaves(...first, ...second)
    expect(hashOfWaves(...second, ...first)).toBe(inOrder)
    expect(hashOfWaves(...first.flatMap((batch, index) => [second[index] ?? batch, batch]))).toBe(inOrder)
    expect(hashOfWaves(...first.toReversed(), ...second)).not.toBe(inOrder)
  })

  test('tells a member who is in another wave', () => {
    const members = [readerId(1)]
    const others = [readerId(2)]
    expect(hashOfWaves({ wave: 0, members }, { wave: 1, members: others })).not.toBe(
      hashOfWaves({ wave: 0, members: others }, { wave: 1, members }),
    )
    expect(hashOfWaves({ wave: 0, members }, { wave: 1, members: others })).not.toBe(hashOf(members, others))
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
