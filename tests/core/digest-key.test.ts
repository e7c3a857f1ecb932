import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DigestKind,
  digestKey,
  digestKeyIn,
  digestRefOf,
  parseDigestKey,
} from '#functions/core/digest-key.ts'
import { aDigest } from '#tests/support/builders.ts'
import { DIGEST_KEYS } from './vectors.ts'

const slug = fc
  .tuple(
    fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/),
    fc.constantFrom('', '-regular', '-round-up', '-2026-11-24', '-regular-2026'),
  )
  .map(([name, end]) => name + end)
const aRef = fc.record({
  newsletter: slug,
  kind: fc.constantFrom(...DigestKind.options),
  date: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
})

describe('a digest’s key', () => {
  test.each(DIGEST_KEYS)('stays $key', ({ key, ...ref }) => {
    expect(digestKey(ref)).toBe(key)
    expect(parseDigestKey(key)).toEqual(ref)
    expect(digestKeyIn(key)).toEqual(ref)
  })

  test('is read back as what it names, whatever the newsletter is called', () => {
    fc.assert(
      fc.property(aRef, (ref) => {
        expect(parseDigestKey(digestKey(ref))).toEqual(ref)
        expect(digestKey(ref)).toMatch(/^[a-z0-9-]{1,64}$/)
      }),
    )
  })

  test.each([
    '',
    'sample',
    'sample-regular',
    'sample-weekly-2026-11-24',
    'sample-regular-2026-02-30',
    '-regular-2026-11-24',
  ])('is not %j', (key) => {
    expect(() => parseDigestKey(key)).toThrow()
    expect(digestKeyIn(key)).toBeUndefined()
  })

  test('is made of the reference alone', () => {
    expect(digestRefOf(aDigest())).toEqual({ newsletter: 'sample', kind: 'regular', date: '2026-11-24' })
  })
})
