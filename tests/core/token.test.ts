import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Scope, SigningKeys, signToken, verifyToken } from '#functions/core/token.ts'
import { readerId, someSigningKeys } from '#tests/support/builders.ts'
import { TOKENS } from './vectors.ts'

const SUBJECT = { newsletter: 'sample', reader: readerId(1), scope: 'adjust' } as const
const KEYS = someSigningKeys()
const ROTATED = someSigningKeys({
  current: 'k2',
  keys: { ...KEYS.keys, k2: { secret: 'another secret, of thirty-two or more', compromised: false } },
})
const compromised = (keys: SigningKeys, id: string): SigningKeys =>
  SigningKeys.parse({ ...keys, keys: { ...keys.keys, [id]: { ...keys.keys[id], compromised: true } } })

describe('a token', () => {
  test.each(TOKENS.tokens)('to $scope stays $token', ({ token, ...subject }) => {
    const keys = {
      current: TOKENS.keyId,
      keys: { [TOKENS.keyId]: { secret: TOKENS.secret, compromised: false } },
    }
    expect(signToken(keys, subject)).toBe(token)
    expect(verifyToken(keys, token)).toEqual(subject)
  })

  test('stands for what it was signed for, in characters that need no escaping anywhere', () => {
    const aSubject = fc.record({
      newsletter: fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}$/),
      reader: fc.stringMatching(/^[0-9a-f]{24}$/),
      scope: fc.constantFrom(...Scope.options),
    })
    fc.assert(
      fc.property(aSubject, (subject) => {
        const token = signToken(ROTATED, subject)
        expect(verifyToken(ROTATED, token)).toEqual(subject)
        expect(token).toMatch(/^[A-Za-z0-9._~-]{1,100}$/)
      }),
    )
  })

  test('is refused with any one character changed', () => {
    const token = signToken(ROTATED, SUBJECT)
    const characters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. =']
    for (const position of token.split('').keys())
      for (const character of characters) {
        if (character === token[position]) continue
        const changed = token.slice(0, position) + character + token.slice(position + 1)
        if (verifyToken(ROTATED, changed) !== undefined)
          expect.unreachable(`${changed} was taken for ${token}`)
      }
    expect(verifyToken(ROTATED, token)).toEqual(SUBJECT)
  })

  test('is refused with anything before or after it, and when it is none', () => {
    const token = signToken(KEYS, SUBJECT)
    for (const other of [
      '',
      '.',
      '....',
      ` ${token}`,
      `${token}\n`,
      `${token}=`,
      token.slice(0, -1),
      token.toUpperCase(),
    ])
      expect(verifyToken(KEYS, other)).toBeUndefined()
  })

  test('is refused by another key of the same id, and by none', () => {
    const others = someSigningKeys({
      keys: { k1: { secret: 'a secret of thirty-two characters or less', compromised: false } },
    })
    expect(verifyToken(others, signToken(KEYS, SUBJECT))).toBeUndefined()
    expect(verifyToken({ current: 'k1', keys: {} }, signToken(KEYS, SUBJECT))).toBeUndefined()
  })

  test('of a retired key still counts, while new ones are signed with the current', () => {
    expect(verifyToken(ROTATED, signToken(KEYS, SUBJECT))).toEqual(SUBJECT)
    expect(signToken(ROTATED, SUBJECT)).toMatch(/^k2\./)
  })

  test('of a compromised key lets its reader leave and nothing else', () => {
    const keys = compromised(ROTATED, 'k1')
    const leave = { ...SUBJECT, scope: 'leave' } as const
    expect(verifyToken(keys, signToken(KEYS, leave))).toEqual(leave)
    expect(verifyToken(keys, signToken(KEYS, SUBJECT))).toBeUndefined()
    expect(verifyToken(keys, signToken(keys, SUBJECT))).toEqual(SUBJECT)
  })

  test('is signed by no key that is not there', () => {
    expect(() => signToken({ ...KEYS, current: 'k9' }, SUBJECT)).toThrow(RangeError)
  })
})
