import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Choices,
  countOf,
  EXCERPTS,
  guardOf,
  hasNotes,
  isNoted,
  LEAD,
  MINUTES,
  NOTED,
  type Plan,
  place,
  planOf,
  shownSection,
  TOTAL,
} from '#functions/core/placement.ts'
import { aContent, anEntry, aSection } from '#tests/support/builders.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e']

const entriesWithNotes = fc
  .uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 8 })
  .chain((entries) => fc.record({ entries: fc.constant(entries), noted: fc.subarray(entries) }))

/** Of a thirteenth entry, which stands in no section. */
const LEADING = 12
const aLead: fc.Arbitrary<Plan['lead']> = fc.option(
  fc.record(
    {
      entry: fc.constant(LEADING),
      categories: fc.subarray(NAMES, { minLength: 1 }),
      forEveryone: fc.constant(true as const),
      noted: fc.constant(true as const),
    },
    { requiredKeys: ['entry', 'categories'] },
  ),
  { nil: undefined },
)

/** Up to five sections over twelve entries, a section's entries each once, some of them noted; perhaps a lead. */
const aPlan: fc.Arbitrary<Plan> = fc
  .tuple(fc.array(entriesWithNotes, { maxLength: NAMES.length }), aLead)
  .map(([all, lead]) => ({
    sections: all.map(({ entries, noted }, index) => ({
      category: NAMES[index] ?? '',
      entries,
      ...(noted.length > 0 && { noted }),
    })),
    ...(lead && { lead }),
    seconds: { entries: Array.from({ length: 13 }, (_, entry) => [entry, 20 * entry]), around: 30 },
  }))
const choices: fc.Arbitrary<Choices> = fc.record({
  categories: fc.oneof(fc.subarray(NAMES), fc.constant('all' as const)),
  notes: fc.constantFrom(undefined, 'titles', 'leave-out'),
})

/** Where the mail shows an entry to this reader, by the flags alone, as SES decides it. */
const sectionsShowing = (plan: Plan, values: Record<string, boolean | number>, entry: number): number[] =>
  plan.sections.flatMap(({ entries }, section) => {
    if (!entries.includes(entry) || values[shownSection(section)] !== true) return []
    const guard = guardOf(plan, section, entry)
    return guard === undefined || values[guard] === true ? [section] : []
  })

const leavesOut = (plan: Plan, { notes }: Choices, section: number, entry: number): boolean =>
  notes === 'leave-out' && isNoted(plan, section, entry)

const chosenSections = (plan: Plan, categories: Choices['categories']): number[] =>
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
          const isShown = first !== undefined && !leavesOut(plan, chosen, first, entry)
          expect(sectionsShowing(plan, values, entry)).toEqual(isShown ? [first] : [])
          expect(entries.includes(entry)).toBe(isShown)
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

  test('shows no noted entry to who leaves them out, and else what all others get', () => {
    fc.assert(
      fc.property(aPlan, choices, (plan, { categories }) => {
        const all = place(plan, { categories })
        const { values, entries } = place(plan, { categories, notes: 'leave-out' })
        const isNotedFor = (entry: number) =>
          (entry === LEADING && plan.lead?.noted === true) ||
          sectionsShowing(plan, all.values, entry).some((section) => isNoted(plan, section, entry))
        expect(entries.filter((entry) => entry !== LEADING)).toEqual(
          all.entries.filter((entry) => entry !== LEADING && !isNotedFor(entry)),
        )
        if (entries.includes(LEADING)) expect(isNotedFor(LEADING)).toBe(false)
        for (const [section, { noted = [] }] of plan.sections.entries())
          for (const entry of noted) expect(sectionsShowing(plan, values, entry)).not.toContain(section)
      }),
    )
  })

  test('takes nothing but excerpts from who wants titles alone', () => {
    fc.assert(
      fc.property(aPlan, choices, (plan, { categories }) => {
        const all = place(plan, { categories })
        const titles = place(plan, { categories, notes: 'titles' })
        expect(titles.entries).toEqual(all.entries)
        const { [EXCERPTS]: excerpts, [MINUTES]: minutes, ...values } = titles.values
        expect(minutes).toBeLessThanOrEqual(Number(all.values[MINUTES]))
        const [{ [EXCERPTS]: shown, [MINUTES]: _, ...others }] = [all.values]
        expect(others).toEqual(values)
        expect([shown, excerpts]).toEqual(hasNotes(plan) ? [true, false] : [undefined, undefined])
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
      contents: false,
      total: 2,
      minutes: 1,
    })
    expect(guardOf(plan, 1, 1)).toBe('c1e1')
    expect(guardOf(plan, 1, 2)).toBeUndefined()
    expect(place(plan, { categories: 'all' }).values).toMatchObject({ c1e1: false, n0: 2, n1: 1, total: 3 })
  })

  test('names two flags for all that depends on content notes', () => {
    const plan = {
      sections: [
        { category: 'a', entries: [0, 1], noted: [1] },
        { category: 'b', entries: [1, 2], noted: [1] },
      ],
    }
    const flags = { c1e1: false, [NOTED]: true, [EXCERPTS]: true }
    expect(place(plan, { categories: 'all' }).values).toMatchObject({ ...flags, n0: 2, n1: 1 })
    expect(place(plan, { categories: 'all', notes: 'leave-out' })).toEqual({
      values: {
        ...flags,
        ...{ c0: true, n0: 1, c1: true, n1: 1, contents: true, total: 2, minutes: 1 },
        ...{ [NOTED]: false, [EXCERPTS]: false },
      },
      entries: [0, 2],
    })
    expect(guardOf(plan, 0, 1)).toBe(NOTED)
    expect(guardOf(plan, 1, 1)).toBe('c1e1')
  })

  test('takes “all” as every category listed', () => {
    fc.assert(
      fc.property(aPlan, choices, (plan, { notes }) => {
        expect(place(plan, { categories: 'all', notes })).toEqual(place(plan, { categories: NAMES, notes }))
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

  test('leaves an entry out for the section that it is shown in, and then shows it in no other', () => {
    const plan = {
      sections: [
        { category: 'a', entries: [0], noted: [0] },
        { category: 'b', entries: [0] },
      ],
    }
    const entriesOf = (categories: Choices['categories']) =>
      place(plan, { categories, notes: 'leave-out' }).entries
    expect(entriesOf('all')).toEqual([])
    expect(entriesOf(['b'])).toEqual([0])
  })
})

describe('the lead', () => {
  const sections = [
    { category: 'a', entries: [0, 1] },
    { category: 'b', entries: [2] },
  ]
  const lead = { entry: 3, categories: ['a'] }
  const shows = (over: object, chosen: Choices) =>
    place({ sections, lead: { ...lead, ...over } }, chosen).values[LEAD]

  test('is for who chose one of its categories', () => {
    expect(shows({}, { categories: ['a'] })).toBe(true)
    expect(shows({}, { categories: ['b'] })).toBe(false)
    expect(place({ sections, lead }, { categories: ['a'] }).entries).toEqual([3, 0, 1])
  })

  test('is for everybody who gets anything, where an editor said so, and alone no reason for a mail', () => {
    const forEveryone = { forEveryone: true }
    expect(shows(forEveryone, { categories: ['b'] })).toBe(true)
    expect(shows(forEveryone, { categories: [] })).toBe(false)
    expect(shows(forEveryone, { categories: ['c'] })).toBe(false)
  })

  test('is left out for who wants nothing with a content note', () => {
    expect(shows({ noted: true }, { categories: 'all', notes: 'leave-out' })).toBe(false)
    expect(shows({ noted: true }, { categories: 'all', notes: 'titles' })).toBe(true)
    expect(shows({}, { categories: 'all', notes: 'leave-out' })).toBe(true)
  })

  test('stands in no section of the mail, which then takes up one more', () => {
    const content = aContent({
      entries: ['p', 'q', 'r'].map((post) => anEntry({ post })),
      sections: [aSection({ entries: ['p', 'q', 'r'], mailed: 2 })],
      lead: { post: 'p', forEveryone: false },
    })
    expect(planOf(content)).toMatchObject({
      sections: [{ entries: [1, 2] }],
      lead: { entry: 0, categories: ['news'] },
    })
  })

  test('is noted by its own content note or that of a section that holds it', () => {
    const noted = aContent({
      entries: [anEntry({ post: 'p' })],
      sections: [
        aSection({ entries: ['p'] }),
        aSection({ category: 'culture', entries: ['p'], contentNote: 'War' }),
      ],
      lead: { post: 'p', forEveryone: true },
    })
    expect(planOf(noted).lead).toEqual({
      entry: 0,
      categories: ['news', 'culture'],
      forEveryone: true,
      noted: true,
    })
  })
})

test('a digest from before the lead stood apart keeps its lead in its section', () => {
  const content = aContent({ lead: { post: anEntry().post, forEveryone: true } })
  expect(planOf(content, 'without-lead')).not.toHaveProperty('lead')
  expect(planOf(content, 'without-lead').sections[0]?.entries).toEqual([0])
})

test('the time to read a mail is that of what its reader gets, and of what stands around it', () => {
  const plan: Plan = {
    sections: [{ category: 'a', entries: [0, 1], noted: [1] }],
    lead: { entry: 2, categories: ['a'] },
    seconds: {
      entries: [
        [10, 60],
        [10, 120],
        [20, 100],
      ],
      around: 40,
    },
  }
  const minutes = (chosen: Choices) => place(plan, chosen).values[MINUTES]
  expect(minutes({ categories: 'all' })).toBe(6)
  expect(minutes({ categories: 'all', notes: 'titles' })).toBe(4)
  expect(minutes({ categories: 'all', notes: 'leave-out' })).toBe(4)
  expect(minutes({ categories: [] })).toBe(1)
})

describe('the plan of a digest', () => {
  test('holds the mailed part of each section, as indexes of the entries', () => {
    const content = aContent({
      entries: ['p', 'q', 'r'].map((post) => anEntry({ post })),
      sections: [aSection({ category: 'news', entries: ['r', 'p', 'q'], mailed: 2 })],
    })
    expect(planOf(content).sections).toEqual([{ category: 'news', entries: [2, 0] }])
  })

  test('notes an entry by its own content note wherever it stands, and every entry of a section with one', () => {
    const content = aContent({
      entries: [anEntry({ post: 'p' }), anEntry({ post: 'q', contentNote: 'War' }), anEntry({ post: 'r' })],
      sections: [
        aSection({ category: 'news', entries: ['p', 'q'] }),
        aSection({ category: 'culture', entries: ['q', 'r', 'p'], mailed: 2, contentNote: 'Violence' }),
        aSection({ category: 'other', entries: ['r'] }),
      ],
    })
    expect(planOf(content).sections).toEqual([
      { category: 'news', entries: [0, 1], noted: [1] },
      { category: 'culture', entries: [1, 2], noted: [1, 2] },
      { category: 'other', entries: [2] },
    ])
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
