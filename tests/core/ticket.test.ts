import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anonymous, readTicket, signTicket } from '#functions/core/ticket.ts'
import { someSigningKeys } from '#tests/support/builders.ts'

const KEYS = someSigningKeys()
const LOST = someSigningKeys({ keys: { k1: { ...(KEYS.keys.k1 ?? { secret: '' }), compromised: true } } })
const text = fc.stringMatching(/^[a-z0-9.+-]{0,60}$/)

describe('a ticket', () => {
  test('gives back its text under its own label only', () => {
    fc.assert(
      fc.property(text, text, text, (words, label, other) => {
        const ticket = signTicket(KEYS, label, words)
        expect(readTicket(KEYS, label, ticket)).toBe(words)
        expect(readTicket(KEYS, other, ticket)).toBe(other === label ? words : undefined)
      }),
    )
  })

  test('that was changed anywhere is none of ours', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.constantFrom(...'aZ0~.'), (words, position, character) => {
        const ticket = signTicket(KEYS, 'label', words)
        const at = position % ticket.length
        const changed = ticket.slice(0, at) + character + ticket.slice(at + 1)
        // Of the last character of a signature two bits say nothing.
        fc.pre(changed !== ticket && at < ticket.length - 1)
        expect(readTicket(KEYS, 'label', changed)).toBeUndefined()
      }),
    )
  })

  test('of a lost key counts no more, and what is no ticket is none', () => {
    expect(readTicket(LOST, 'label', signTicket(KEYS, 'label', 'words'))).toBeUndefined()
    for (const odd of ['', '~', 'words', `words~${'A'.repeat(21)}`, `words~${'é'.repeat(22)}`])
      expect(readTicket(KEYS, 'label', odd)).toBeUndefined()
  })
})

test('a name for counting differs by what is counted and by the day', () => {
  const names = [
    anonymous(KEYS, '192.0.2.1', '2026-11-22'),
    anonymous(KEYS, '192.0.2.2', '2026-11-22'),
    anonymous(KEYS, '192.0.2.1', '2026-11-23'),
  ]
  expect(new Set(names).size).toBe(3)
  expect(anonymous(KEYS, '192.0.2.1', '2026-11-22')).toBe(names[0])
})
