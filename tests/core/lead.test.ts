import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '#functions/core/entry.ts'
import { leadOf } from '#functions/core/lead.ts'
import { pinsFirst } from '#functions/core/order-entries.ts'
import { sectionsOf } from '#functions/core/sections-of.ts'
import { aCategory, aNewsletter, anEntry, at } from '#tests/support/builders.ts'

const dated = (day: number, over: Partial<Entry> = {}) =>
  anEntry({ publishedAt: at(`2026-11-${10 + day}`), ...over })
const told = (times: number) =>
  Array.from({ length: times }, (_, number) => ({ post: `also-${number}`, title: 'The same story' }))

const newsletter = aNewsletter({
  categories: [aCategory(), aCategory({ id: 'crime', name: 'Crime', contentNote: 'Violence' })],
})
const leadIn = (...entries: readonly Entry[]): string | undefined =>
  leadOf({ entries: [...entries], sections: sectionsOf(newsletter, entries, pinsFirst) })?.post

describe('a draft leads with', () => {
  test('nothing when it has nothing', () => {
    expect(leadIn()).toBeUndefined()
  })

  test('an entry that the subject does not name', () => {
    expect(leadOf({ entries: [dated(1)], sections: [] })).toEqual({ post: dated(1).post, forEveryone: false })
  })

  test('the newest entry', () => {
    expect(leadIn(dated(1, { post: 'old' }), dated(3, { post: 'new' }), dated(2, { post: 'older' }))).toBe(
      'new',
    )
    expect(leadIn(anEntry({ post: 'undated', publishedAt: undefined }), dated(1, { post: 'dated' }))).toBe(
      'dated',
    )
  })

  test('the first of those of one date', () => {
    expect(leadIn(dated(1, { post: 'first' }), dated(1, { post: 'second' }))).toBe('first')
  })

  test('the story that most publishers tell rather than the newest', () => {
    const entries = [
      dated(3, { post: 'newest' }),
      dated(1, { post: 'told thrice', also: told(2) }),
      dated(2, { post: 'told twice', also: told(1) }),
    ]
    expect(leadIn(...entries)).toBe('told thrice')
  })

  test('an entry that was pinned rather than the one that most tell', () => {
    const entries = [dated(1, { post: 'pinned', pinned: true }), dated(3, { post: 'told', also: told(2) })]
    expect(leadIn(...entries)).toBe('pinned')
  })

  test('no entry with a content note, its own or its section’s, while others have none', () => {
    const plain = dated(1, { post: 'plain' })
    expect(leadIn(dated(3, { post: 'noted', contentNote: 'War', pinned: true }), plain)).toBe('plain')
    expect(leadIn(dated(3, { post: 'crime', categories: ['news', 'crime'] }), plain)).toBe('plain')
    expect(leadIn(dated(2, { contentNote: 'War' }), dated(3, { post: 'crime', categories: ['crime'] }))).toBe(
      'crime',
    )
  })

  test('the same entry in whatever order those of different dates stand', () => {
    const entries = Array.from({ length: 8 }, (_, day) =>
      dated(day, {
        post: `p${day}`,
        ...(day % 3 === 0 && { contentNote: 'War' }),
        ...(day % 4 === 1 && { also: told(1) }),
      }),
    )
    const expected = leadIn(...entries)
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        expect(leadIn(...shuffled)).toBe(expected)
      }),
    )
    expect(expected).toBe('p5')
  })
})
