import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draftContent } from '#functions/core/draft.ts'
import type { Entry } from '#functions/core/entry.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { orderEntries } from '#functions/core/order-entries.ts'
import { aNewsletter, anEntry, aPost, at } from '#tests/support/builders.ts'

const DAWN = at('2026-11-10T00:00:00Z')
const onDay = (day: number) => plusSeconds(DAWN, day * 86_400)

/** Entries named as they are written, `A1`: the publisher, and how new. */
const entries = (names: string): Entry[] =>
  names.split(' ').map((post) => {
    const [publisher = '', ...day] = post
    return anEntry({ post, publisher, publishedAt: onDay(Number(day.join(''))) })
  })
const ordered = (all: readonly Entry[]): string =>
  orderEntries(all)
    .map(({ post }) => post)
    .join(' ')

describe('pins', () => {
  const pinned = (all: readonly Entry[], ...posts: readonly string[]): Entry[] =>
    all.map((entry) => (posts.includes(entry.post) ? { ...entry, pinned: true } : entry))

  test('stand first, as they were set, however old they are and whoever published them', () => {
    expect(ordered(pinned(entries('A1 A2 B9 A3 C8'), 'A1', 'A2', 'A3'))).toBe('A1 A2 A3 B9 C8')
  })

  test('alone stand as they were set', () => {
    expect(ordered(pinned(entries('A1 A3 A2'), 'A1', 'A2', 'A3'))).toBe('A1 A3 A2')
  })
})

describe('publishers', () => {
  test('are varied: between two entries of one stand two of others', () => {
    expect(ordered(entries('A9 A8 A7 B6 C5 B4 C3'))).toBe('A9 B6 C5 A8 B4 C3 A7')
  })

  test('that come as varied as that change nothing about the order of the dates', () => {
    expect(ordered(entries('A9 B8 C7 A6 B5 C4'))).toBe('A9 B8 C7 A6 B5 C4')
  })

  test('of which there is one alone are read newest first', () => {
    expect(ordered(entries('A1 A5 A3 A4 A2'))).toBe('A5 A4 A3 A2 A1')
  })

  test('that are not known keep nobody waiting', () => {
    const nobody = entries('?9 ?8 ?7').map((entry) => ({ ...entry, publisher: undefined }))
    expect(ordered([...nobody, ...entries('A6 A5')])).toBe('?9 ?8 ?7 A6 A5')
  })

  test('of which there are two take turns', () => {
    expect(ordered(entries('A9 A8 A7 B6 B5 B4'))).toBe('A9 B6 A8 B5 A7 B4')
  })

  test('are varied in each section, whatever other sections hold', () => {
    const categories: Record<string, string> = { C: 'Culture', D: 'Culture' }
    const posts = entries('A9 C8 D7 A6 B5').map(({ post, publisher = '', publishedAt }) =>
      aPost({
        id: post,
        title: `Story ${post}`,
        publisher,
        publishedAt,
        categories: [categories[publisher] ?? 'News'],
      }),
    )
    const { sections } = draftContent(aNewsletter(), posts, [], onDay(10))
    expect(sections.map(({ entries: own }) => own)).toEqual([
      ['A9', 'B5', 'A6'],
      ['C8', 'D7'],
    ])
  })
})

describe('whatever the entries are', () => {
  const publisher = fc.constantFrom('A', 'B', 'C', 'D', undefined)
  const some = fc
    .array(fc.record({ publisher, pinned: fc.boolean() }), { maxLength: 20 })
    .map((all) =>
      all.map(({ pinned, ...by }, day) =>
        anEntry({ ...by, post: `p${day}`, publishedAt: onDay(day), ...(pinned && { pinned: true }) }),
      ),
    )

  test('each of them stands there once', () => {
    fc.assert(
      fc.property(some, (all) => {
        const posts = orderEntries(all).map(({ post }) => post)
        expect(posts.toSorted()).toEqual(all.map(({ post }) => post).toSorted())
      }),
    )
  })

  test('the order in which they came does not matter, but for pins', () => {
    const shuffled = some.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        const unpinned = (all: readonly Entry[]) => orderEntries(all.filter(({ pinned }) => !pinned))
        expect(unpinned(other)).toEqual(unpinned(one))
      }),
    )
  })

  test('one stands within two places of another of its publisher only where none that is left is of a third', () => {
    fc.assert(
      fc.property(some, (all) => {
        const rest = orderEntries(all.filter(({ pinned }) => !pinned))
        for (const [place, entry] of rest.entries()) {
          const before = rest.slice(Math.max(0, place - 2), place).map((one) => one.publisher)
          if (entry.publisher === undefined || !before.includes(entry.publisher)) continue
          for (const left of rest.slice(place)) expect(before).toContain(left.publisher)
        }
      }),
    )
  })

  test('of one publisher the newer stands before the older', () => {
    fc.assert(
      fc.property(some, (all) => {
        const rest = orderEntries(all.filter(({ pinned }) => !pinned))
        for (const name of ['A', 'B', 'C', 'D', undefined]) {
          const own = rest.filter((entry) => entry.publisher === name).map((entry) => entry.publishedAt ?? '')
          expect(own).toEqual(own.toSorted().reverse())
        }
      }),
    )
  })
})
