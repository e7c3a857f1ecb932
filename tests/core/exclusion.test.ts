import { describe, expect, test } from 'vitest'
import type { DigestKind } from '#functions/core/digest-key.ts'
import { exclusionOf } from '#functions/core/exclusion.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { aNewsletter, aSubscriber, at, readerId } from '#tests/support/builders.ts'

const NOW = at('2026-11-24T07:00:00Z')
const PLAN = {
  sections: [
    { category: 'news', entries: [0] },
    { category: 'justice', entries: [1], noted: [1] },
    { category: 'culture', entries: [] },
  ],
}
const reasonFor = (over: Partial<Subscriber>, kind: DigestKind = 'regular') =>
  exclusionOf(aSubscriber(over), aNewsletter(), { kind }, PLAN, NOW)

describe('a reader is mailed', () => {
  test.each<[string, Partial<Subscriber>]>([
    ['active', {}],
    ['one who chose a category of the digest', { categories: ['news'] }],
    ['one who wants the titles of what has a content note', { categories: ['justice'], notes: 'titles' }],
    ['one whose pause is over', { pausedUntil: at('2026-11-24T07:00:00Z') }],
  ])('who is %s', (_, over) => {
    expect(reasonFor(over)).toBeUndefined()
  })

  test('who wants one a month, by the round-up', () => {
    expect(reasonFor({ frequency: 'monthly' }, 'round-up')).toBeUndefined()
  })
})

describe('a reader is excluded', () => {
  test.each<[string, Partial<Subscriber>]>([
    ['pending', { status: 'pending' }],
    ['unsubscribed', { status: 'unsubscribed' }],
    ['suppressed', { suppressed: 'complaint' }],
    ['moved', { movedTo: readerId(2) }],
    ['paused', { pausedUntil: at('2026-11-24T07:00:01Z') }],
    ['frequency', { frequency: 'monthly' }],
    ['nothing-chosen', { categories: ['culture'] }],
    ['nothing-chosen', { categories: [] }],
    ['nothing-chosen', { categories: ['justice'], notes: 'leave-out' }],
  ])('as %s: %j', (reason, over) => {
    expect(reasonFor(over)).toBe(reason)
  })

  test('as one of frequency by a round-up, who gets every digest', () => {
    expect(reasonFor({}, 'round-up')).toBe('frequency')
  })

  test('as gone where the row was erased', () => {
    expect(exclusionOf(undefined, aNewsletter(), { kind: 'regular' }, PLAN, NOW)).toBe('gone')
  })

  test('for the first reason that holds', () => {
    const all = {
      movedTo: readerId(2),
      suppressed: 'bounce',
      status: 'unsubscribed',
      pausedUntil: at('2027-01-01T00:00:00Z'),
      frequency: 'monthly',
      categories: [],
    } satisfies Partial<Subscriber>
    const { movedTo: _, ...stayed } = all
    const { suppressed: __, ...unsuppressed } = stayed
    expect(reasonFor(all)).toBe('moved')
    expect(reasonFor(stayed)).toBe('suppressed')
    expect(reasonFor(unsuppressed)).toBe('unsubscribed')
    const { pausedUntil: ___, ...active } = { ...unsuppressed, status: 'active' } as const
    expect(reasonFor({ ...unsuppressed, status: 'active' })).toBe('paused')
    expect(reasonFor(active)).toBe('frequency')
    expect(reasonFor(active, 'round-up')).toBe('nothing-chosen')
  })
})
