import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  countOf,
  isConditional,
  type Plan,
  place,
  planOf,
  shownEntry,
  shownSection,
  TOTAL,
} from '#functions/core/placement.ts'
import { aContent, anEntry, aSection } from '#tests/support/builders.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e']

/** Up to five sections over twelve entries, a section's entries each once. */
const aPlan: fc.Arbitrary<Plan> = fc
  .array(fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 8 }), { maxLength: NAMES.length })
  .map((all) => ({ sections: all.map((entries, index) => ({ category: NAMES[index] ?? '', entries })) }))
const choices = fc.oneof(
  fc.record({ categories: fc.subarray(NAMES) }),
  fc.constant({ categories: 'all' as const }),
)

/** Where the mail shows an entry to this reader, by the flags alone, as SES decides it. */
const sectionsShowing = (plan: Plan, values: Record<string, boolean | number>, entry: number): number[] =>
  plan.sections.flatMap(({ entries }, section) => {
    if (!entries.includes(entry) || values[shownSection(section)] !== true) return []
    return !isConditional(plan, section, entry) || values[shownEntry(section, entry)] === true
      ? [section]
      : []
  })

const chosenSections = (plan: Plan, categories: 'all' | readonly string[]): number[] =>
  plan.sections.flatMap(({ category }, section) =>
    categories === 'all' || categories.includes(category) ? [section] : [],
  )

describe('placement', () => {
  test('gives each entry at most once, in the first chosen section whose mailed part holds it', () => {
    fc.assert(
      fc.property(aPlan, choices, (plan, chosen) => {
        const { values, entries } = place(plan, chosen)
        for (let entry = 0; entry < 12; entry++) {
          const first = chosenSections(plan, chosen.categories).find((section) =>
            plan.sections[section]?.entries.includes(entry),
          )
          expect(sectionsShowing(plan, values, entry)).toEqual(first === undefined ? [] : [first])
          expect(entries.includes(entry)).toBe(first !== undefined)
        }
        expect(new Set(entries).size).toBe(entries.length)
      }),
    )
  })

  test('counts what it shows: a section’s entries, and the total', () => {
    fc.assert(
      fc.property(aPlan, choices, (plan, chosen) => {
        const { values, entries } = place(plan, chosen)
        for (const [section, { entries: held }] of plan.sections.entries()) {
          const shown = held.filter((entry) => sectionsShowing(plan, values, entry).includes(section))
          expect(values[countOf(section)]).toBe(shown.length)
          expect(values[shownSection(section)]).toBe(shown.length > 0)
        }
        expect(values[TOTAL]).toBe(entries.length)
      }),
    )
  })

  test('names the same flags and numbers for every reader', () => {
    fc.assert(
      fc.property(aPlan, choices, choices, (plan, one, other) => {
        const names = (of: typeof one) => Object.keys(place(plan, of).values)
        expect(names(one)).toEqual(names(other))
      }),
    )
  })

  test('names a flag for exactly those places that depend on the reader', () => {
    const plan = {
      sections: [
        { category: 'a', entries: [0, 1] },
        { category: 'b', entries: [1, 2] },
      ],
    }
    expect(place(plan, { categories: ['b'] }).values).toEqual({
      c0: false,
      n0: 0,
      c1e1: true,
      c1: true,
      n1: 2,
      total: 2,
    })
    expect(place(plan, { categories: 'all' }).values).toMatchObject({ c1e1: false, n0: 2, n1: 1, total: 3 })
  })

  test('takes “all” as every category listed', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        expect(place(plan, { categories: 'all' })).toEqual(place(plan, { categories: NAMES }))
      }),
    )
  })

  test('gives a post in two categories to the reader of either, once to the reader of both', () => {
    const plan = planOf(
      aContent({
        entries: [anEntry({ post: 'p', categories: ['news', 'culture'] })],
        sections: [
          aSection({ category: 'news', entries: ['p'] }),
          aSection({ category: 'culture', entries: ['p'] }),
        ],
      }),
    )
    expect(place(plan, { categories: ['news'] }).values).toMatchObject({ c0: true, c1: false, total: 1 })
    expect(place(plan, { categories: ['culture'] }).values).toMatchObject({ c0: false, c1: true, total: 1 })
    expect(place(plan, { categories: ['culture', 'news'] }).values).toMatchObject({
      c0: true,
      c1: false,
      total: 1,
    })
  })

  test('shows nothing of a section whose entries this reader has all read above', () => {
    const plan = {
      sections: [
        { category: 'a', entries: [0] },
        { category: 'b', entries: [0] },
      ],
    }
    expect(place(plan, { categories: 'all' }).values).toMatchObject({ c1: false, n1: 0, c1e0: false })
  })
})

describe('the plan of a digest', () => {
  test('holds the mailed part of each section, as indexes of the entries', () => {
    const content = aContent({
      entries: ['p', 'q', 'r'].map((post) => anEntry({ post })),
      sections: [aSection({ category: 'news', entries: ['r', 'p', 'q'], mailed: 2 })],
    })
    expect(planOf(content)).toEqual({ sections: [{ category: 'news', entries: [2, 0] }] })
  })

  test('gives the overflow of one section to the section below that mails it', () => {
    const content = aContent({
      entries: ['p', 'q'].map((post) => anEntry({ post })),
      sections: [
        aSection({ category: 'news', entries: ['p', 'q'], mailed: 1 }),
        aSection({ category: 'culture', entries: ['q'] }),
      ],
    })
    expect(place(planOf(content), { categories: 'all' }).values).toMatchObject({ n0: 1, n1: 1, total: 2 })
  })
})
