import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { dueTo } from '#functions/core/yearly-question.ts'
import { aSubscriber, at, readerId } from '#tests/support/builders.ts'

const NOW = at('2026-11-24T07:00:00Z')
const daysAgo = (days: number) => plusDays(NOW, -days)
const justOver = (days: number) => plusSeconds(daysAgo(days), -1)

const unproven = (over: Partial<Subscriber> = {}): Subscriber => {
  const { consentAt: _, ...reader } = aSubscriber(over)
  return reader
}
const silent = (over: Partial<Subscriber> = {}): Subscriber =>
  aSubscriber({ consentAt: justOver(365), ...over })

describe('a reader who confirmed', () => {
  test.each<[string, Subscriber, 'still' | undefined]>([
    ['is asked after a year without any sign of life', silent(), 'still'],
    ['is not asked before the year is over', silent({ consentAt: daysAgo(365) }), undefined],
    ['is not asked when they chose or answered within the year', silent({ seenAt: daysAgo(365) }), undefined],
    ['is asked a year after what they did last', silent({ seenAt: justOver(365) }), 'still'],
    ['is not asked again within a year', silent({ askedAt: daysAgo(365) }), undefined],
    ['is asked again after a year without an answer', silent({ askedAt: justOver(365) }), 'still'],
  ])('%s', (_, reader, due) => {
    expect(dueTo(reader, NOW)).toBe(due)
  })
})

describe('a reader who was imported without proof', () => {
  test.each<[string, Subscriber, 'prove' | 'end' | undefined]>([
    ['is asked at once', unproven({ statusAt: NOW }), 'prove'],
    ['is asked even when they chose something', unproven({ seenAt: daysAgo(1) }), 'prove'],
    ['has 30 days to answer', unproven({ askedAt: daysAgo(30) }), undefined],
    ['is ended after 30 days without an answer', unproven({ askedAt: justOver(30) }), 'end'],
  ])('%s', (_, reader, due) => {
    expect(dueTo(reader, NOW)).toBe(due)
  })
})

describe('nothing is due to a reader', () => {
  test.each<[string, Partial<Subscriber>]>([
    ['who is pending', { status: 'pending' }],
    ['who left', { status: 'unsubscribed' }],
    ['who is suppressed', { suppressed: 'bounce' }],
    ['who moved', { movedTo: readerId(2) }],
    ['who paused', { pausedUntil: plusSeconds(NOW, 1) }],
  ])('%s', (_, over) => {
    expect(dueTo(silent(over), NOW)).toBeUndefined()
    expect(dueTo(unproven(over), NOW)).toBeUndefined()
    expect(dueTo(unproven({ ...over, askedAt: justOver(30) }), NOW)).toBeUndefined()
  })

  test('but to one whose pause is over', () => {
    expect(dueTo(silent({ pausedUntil: NOW }), NOW)).toBe('still')
  })
})

describe('whatever a row says', () => {
  const instant = fc.integer({ min: -800, max: 0 }).map((days) => plusDays(NOW, days))
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
  const readers = fc
    .record({
      status: fc.constantFrom('pending', 'active', 'unsubscribed'),
      suppressed: maybe(fc.constantFrom('bounce', 'complaint', 'admin', 'erased')),
      movedTo: maybe(fc.constant(readerId(2))),
      pausedUntil: maybe(fc.integer({ min: -5, max: 5 }).map((days) => plusDays(NOW, days))),
      consentAt: maybe(instant),
      seenAt: maybe(instant),
      askedAt: maybe(instant),
    } as const)
    .map((over) => ({ ...unproven(), ...over }) as Subscriber)

  test('a reader with proof is never ended, nor asked to prove anything', () => {
    fc.assert(
      fc.property(readers, instant, (reader, consentAt) => {
        expect(dueTo({ ...reader, consentAt }, NOW)).toBeOneOf(['still', undefined])
      }),
    )
  })

  test('nobody is ended who was not asked more than 30 days ago', () => {
    fc.assert(
      fc.property(readers, (reader) => {
        const wasAsked = reader.askedAt !== undefined && reader.askedAt < daysAgo(30)
        expect(wasAsked || dueTo(reader, NOW) !== 'end').toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('once asked, nobody is asked again for a year; and an answer is as good', () => {
    fc.assert(
      fc.property(readers, fc.integer({ min: 0, max: 365 }), (reader, days) => {
        const later = plusDays(NOW, days)
        expect(dueTo({ ...reader, askedAt: NOW }, later)).toBeOneOf(['end', undefined])
        const { askedAt: _, ...answered } = { ...reader, consentAt: reader.consentAt ?? NOW, seenAt: NOW }
        expect(dueTo(answered, later)).toBeUndefined()
      }),
    )
  })
})
