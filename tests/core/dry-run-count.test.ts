import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DryRunCount } from '#functions/core/dry-run-count.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { DryRunResult } from '#functions/core/job.ts'
import { place } from '#functions/core/placement.ts'
import { aSubscriber, SLOT_AT } from '#tests/support/builders.ts'

const PLAN = {
  sections: [
    { category: 'news', entries: [0, 1] },
    { category: 'culture', entries: [1] },
  ],
  lead: { entry: 2, categories: ['culture', 'sport'], forEveryone: true as const },
}
const hour = (number: number) => plusSeconds(SLOT_AT, 3600 * number)
const aReader = (categories: 'all' | string[] = 'all') => aSubscriber({ categories })

const someReaders = fc.array(
  fc.record({
    categories: fc.oneof(fc.constant('all' as const), fc.subarray(['news', 'culture', 'sport'])),
    variant: fc.constantFrom('full-en', 'plain-en', 'full-de'),
    hour: fc.integer({ min: 0, max: 80 }),
    excluded: fc.option(fc.constantFrom('pending', 'paused', 'ramp'), { nil: undefined, freq: 3 }),
  }),
  { maxLength: 300 },
)

describe('a count of readers', () => {
  test('adds up: audience, excluded, variants and waves; each wave’s variants have batches of their own', () => {
    fc.assert(
      fc.property(someReaders, fc.integer({ min: 1, max: 50 }), (readers, size) => {
        const count = new DryRunCount(PLAN)
        const batches = new Map<string, number>()
        for (const { categories, variant, hour: at, excluded } of readers) {
          if (excluded !== undefined) count.exclude(excluded)
          else {
            count.add(aReader(categories), variant, hour(at))
            batches.set(`${at} ${variant}`, (batches.get(`${at} ${variant}`) ?? 0) + 1)
          }
        }
        const { audience, members, excluded, variants, waves, categories } = count.counts()
        const sum = (all: Iterable<number>) => [...all].reduce((total, one) => total + one, 0)
        expect(audience).toBe(readers.length)
        expect(members).toBe(readers.filter((reader) => reader.excluded === undefined).length)
        expect(sum(Object.values(excluded))).toBe(audience - members)
        expect(sum(Object.values(variants))).toBe(members)
        expect(sum(waves.map((wave) => wave.readers))).toBe(members)
        expect(waves.map(({ dueAt }) => dueAt)).toEqual(waves.map(({ dueAt }) => dueAt).toSorted())
        expect(sum(count.callsAhead(size).map(({ calls }) => calls))).toBe(
          sum(batches.values().map((length) => Math.ceil(length / size))),
        )
        for (const own of Object.values(categories)) expect(own).toBeLessThanOrEqual(members)
      }),
    )
  })

  test('says of more than sixty waves the first, and puts all later readers into the last', () => {
    const count = new DryRunCount(PLAN)
    for (let wave = 79; wave >= 0; wave -= 1) count.add(aReader(), 'full-en', hour(wave))
    const { waves } = count.counts()
    expect(DryRunResult.shape.waves.parse(waves)).toHaveLength(60)
    expect(waves[0]).toEqual({ dueAt: hour(0), readers: 1 })
    expect(waves.at(-1)).toEqual({ dueAt: hour(59), readers: 21 })
    expect(count.callsAhead(50)).toHaveLength(80)
  })

  test('counts each reader in every category of which their mail has something, and names those of nobody', () => {
    const counted = (...all: ('all' | string[])[]) => {
      const count = new DryRunCount(PLAN)
      for (const categories of all) count.add(aReader(categories), 'full-en', SLOT_AT)
      return count.counts().categories
    }
    expect(counted()).toEqual({ news: 0, culture: 0 })
    expect(counted('all')).toEqual({ news: 1, culture: 1, sport: 1 })
    // The lead comes to them as to everyone, though they chose none of its categories.
    expect(place(PLAN, { categories: ['news'] }).entries).toContain(2)
    expect(counted(['news'], ['news'])).toEqual({ news: 2, culture: 0 })
    expect(counted(['sport'], ['culture'], ['news', 'sport'])).toEqual({ news: 1, culture: 1, sport: 2 })
  })
})
