import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import { type ColdReader, rampDays } from '#functions/core/ramp.ts'
import { readerId, SLOT_AT } from '#tests/support/builders.ts'

const WEEK = plusDays(SLOT_AT, 7)
const begun = (daysAgo = 0) => ({ startedAt: plusDays(SLOT_AT, -daysAgo), coldSince: plusDays(SLOT_AT, -30) })
const coldReaders = (count: number): ColdReader[] =>
  Array.from({ length: count }, (_, number) => ({
    id: readerId(number),
    consentAt: plusSeconds(SLOT_AT, number - 1_000_000),
  }))
const sizes = (days: readonly { readers: readonly string[] }[]) => days.map(({ readers }) => readers.length)

describe('a ramp', () => {
  test('begins with 500 readers, and takes twice as many each day', () => {
    const { days, excluded } = rampDays(begun(), coldReaders(8000), SLOT_AT, WEEK)
    expect(sizes(days)).toEqual([500, 1000, 2000, 4000, 500])
    expect(days.map(({ dueAt }) => dueAt)).toEqual([0, 1, 2, 3, 4].map((day) => plusDays(SLOT_AT, day)))
    expect(excluded).toEqual([])
  })

  test('that began before goes on with the day that it has reached', () => {
    expect(sizes(rampDays(begun(2), coldReaders(7000), SLOT_AT, WEEK).days)).toEqual([2000, 4000, 1000])
    expect(sizes(rampDays(begun(7), coldReaders(7000), SLOT_AT, WEEK).days)).toEqual([7000])
  })

  test('that begins after the slot has its first day all the same', () => {
    expect(sizes(rampDays(begun(-1), coldReaders(1000), SLOT_AT, WEEK).days)).toEqual([500, 500])
  })

  test('takes the oldest consent first, and who has none last', () => {
    const readers = [
      { id: readerId(1), consentAt: undefined },
      { id: readerId(2), consentAt: plusDays(SLOT_AT, -1) },
      { id: readerId(4), consentAt: plusDays(SLOT_AT, -2) },
      { id: readerId(3), consentAt: plusDays(SLOT_AT, -2) },
    ]
    const { days } = rampDays(begun(), readers, SLOT_AT, WEEK)
    expect(days[0]?.readers).toEqual([3, 4, 2, 1].map((number) => readerId(number)))
  })

  test('leaves out whose day is the next slot or later', () => {
    const daily = rampDays(begun(), coldReaders(1501), SLOT_AT, plusDays(SLOT_AT, 2))
    expect(sizes(daily.days)).toEqual([500, 1000])
    expect(daily.excluded).toEqual([readerId(1500)])
    const justAfter = rampDays(begun(), coldReaders(1501), SLOT_AT, plusSeconds(plusDays(SLOT_AT, 2), 1))
    expect(sizes(justAfter.days)).toEqual([500, 1000, 1])
  })

  test('has no days without readers', () => {
    expect(rampDays(begun(), [], SLOT_AT, WEEK)).toEqual({ days: [], excluded: [] })
  })

  const someReaders = fc.uniqueArray(
    fc.record({
      id: fc.nat(99_999).map((number) => readerId(number)),
      consentAt: fc.option(
        fc.nat(400).map((days) => plusDays(SLOT_AT, -days)),
        { nil: undefined },
      ),
    }),
    { maxLength: 40, selector: ({ id }) => id },
  )
  // Many at once, without generating each.
  const manyReaders = fc
    .tuple(someReaders, fc.nat(6000))
    .map(([some, count]) => [
      ...some,
      ...coldReaders(count).map((reader) => ({ ...reader, id: `b${reader.id.slice(1)}` })),
    ])

  test('takes everybody once, in a day before the next slot or not at all, nobody before an older consent', () => {
    fc.assert(
      fc.property(manyReaders, fc.nat(9), fc.integer({ min: 1, max: 14 }), (readers, age, slotDays) => {
        const nextSlot = plusDays(SLOT_AT, slotDays)
        const { days, excluded } = rampDays(begun(age), readers, SLOT_AT, nextSlot)
        const order = [...days.flatMap((day) => day.readers), ...excluded]
        expect(order.toSorted()).toEqual(readers.map(({ id }) => id).toSorted())
        const consents = new Map(readers.map(({ id, consentAt }) => [id, consentAt ?? '9']))
        const inOrder = order.map((id) => consents.get(id) ?? '')
        expect(inOrder).toEqual(inOrder.toSorted())
        for (const [day, { dueAt, readers: taken }] of days.entries()) {
          expect(dueAt < nextSlot).toBe(true)
          expect(taken.length).toBeLessThanOrEqual(500 * 2 ** (age + day))
          if (day < days.length - 1) expect(taken.length).toBe(500 * 2 ** (age + day))
        }
        if (excluded.length > 0) expect(days.length).toBe(slotDays)
      }),
      { numRuns: 40 },
    )
  })
})
