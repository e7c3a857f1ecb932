import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOf, linkKey, parseLinkKey } from '#functions/core/link.ts'
import { readerId } from '#tests/support/builders.ts'

test('a link names its reader, and is kept by the hash of its secret alone', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{32}$/), (secret) => {
      expect(parseLinkKey(linkKey(readerId(1), secret))).toEqual({
        reader: readerId(1),
        hash: hashOf(secret),
      })
      expect(hashOf(secret)).not.toContain(secret)
    }),
  )
})

test('what has another shape is no link', () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      expect(parseLinkKey(key)).toBeUndefined()
    }),
  )
})
