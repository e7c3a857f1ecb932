import fc from 'fast-check'
import { decodeProtectedHeader } from 'jose'
import { describe, expect, test } from 'vitest'
import { joseSeals } from '#functions/adapters/jose/jose-seals.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { SealKeys } from '#functions/core/seal-keys.ts'
import { at } from '#tests/support/builders.ts'

const [FIRST, SECOND] = ['1'.repeat(64), '2'.repeat(64)]
const sealsOf = (keys: SealKeys) => joseSeals(async () => keys)
const seals = sealsOf({ current: 's1', keys: { s1: FIRST } })

const NOW = at('2026-11-24T07:00:00Z')
const UNTIL = plusSeconds(NOW, 600)
/** Texts that differ in spare bits alone are the same bytes. */
const bytesOf = (text: string): string =>
  text
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('hex'))
    .join('.')

const VALUE = { person: 'a-1', at: NOW, exp: 0, aud: 'another' }

describe('what is sealed', () => {
  test('opens as it was, for its purpose, until its time is over', async () => {
    const sealed = await seals.seal('session', VALUE, UNTIL)
    expect(await seals.open('session', sealed, NOW)).toEqual(VALUE)
    expect(await seals.open('session', sealed, plusSeconds(UNTIL, -1))).toEqual(VALUE)
    expect(await seals.open('session', sealed, UNTIL)).toBeUndefined()
    expect(await seals.open('sign-in', sealed, NOW)).toBeUndefined()
  })

  test('can be read by nobody, and is never the same', async () => {
    const [one, other] = [
      await seals.seal('session', VALUE, UNTIL),
      await seals.seal('session', VALUE, UNTIL),
    ]
    expect(one).not.toBe(other)
    for (const part of one.split('.').slice(1))
      expect(Buffer.from(part, 'base64url').toString()).not.toContain('a-1')
    expect(decodeProtectedHeader(one)).toEqual({ alg: 'dir', enc: 'A256GCM', kid: 's1' })
  })

  test('fits into a cookie', async () => {
    const next = `/desk/${'x'.repeat(500)}`
    const pending = { state: 's'.repeat(43), nonce: 'n'.repeat(43), verifier: 'v'.repeat(43), next }
    expect((await seals.seal('sign-in', pending, UNTIL)).length).toBeLessThan(2000)
  })

  test('does not open once a byte of it was changed, or when it is anything else', async () => {
    const sealed = await seals.seal('session', VALUE, UNTIL)
    const changed = fc
      .tuple(fc.nat(sealed.length - 1), fc.string({ minLength: 1, maxLength: 1 }))
      .map(([place, character]) => sealed.slice(0, place) + character + sealed.slice(place + 1))
    const cut = fc.nat(sealed.length - 1).map((length) => sealed.slice(0, length))
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, cut, fc.string()), async (text) => {
        fc.pre(bytesOf(text) !== bytesOf(sealed))
        expect(await seals.open('session', text, NOW)).toBeUndefined()
      }),
    )
  })
})

describe('a new key', () => {
  const rotated = sealsOf({ current: 's2', keys: { s1: FIRST, s2: SECOND } })

  test('seals what is new, and the older still opens what it sealed', async () => {
    const old = await seals.seal('session', VALUE, UNTIL)
    expect(await rotated.open('session', old, NOW)).toEqual(VALUE)
    const sealed = await rotated.seal('session', VALUE, UNTIL)
    expect(decodeProtectedHeader(sealed).kid).toBe('s2')
    expect(await seals.open('session', sealed, NOW)).toBeUndefined()
  })

  test('opens nothing that another key of its id sealed', async () => {
    const sealed = await seals.seal('session', VALUE, UNTIL)
    const other = sealsOf({ current: 's1', keys: { s1: SECOND } })
    expect(await other.open('session', sealed, NOW)).toBeUndefined()
  })

  test('must be among the keys', async () => {
    const without = sealsOf({ current: 's3', keys: { s1: FIRST } })
    await expect(without.seal('session', VALUE, UNTIL)).rejects.toThrow('No seal key s3')
  })
})
