import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { msOf, plusDays, toInstant } from '#functions/core/instant.ts'
import { type Slot, WEEKDAYS } from '#functions/core/newsletter.ts'
import {
  lastSlot,
  nextSlot,
  type Schedule,
  slotAtHome,
  slotsAfter,
  slotsBetween,
} from '#functions/core/slots.ts'
import { at } from '#tests/support/builders.ts'
import { isKnownHere, weeklyCases } from '#tests/support/weekly-cases.ts'

type Weekday = (typeof WEEKDAYS)[number]

const weekly = (zone: string, weekday: Weekday, time: string) => ({ zone, slot: { weekday, time } })

describe.skipIf(weeklyCases.length === 0)(
  'slots around recorded clock changes (skipped where the file of cases is absent)',
  () => {
    test('the runtime’s time-zone data still knows nearly all of them', () => {
      expect(weeklyCases.filter(isKnownHere).length).toBeGreaterThanOrEqual(weeklyCases.length - 4)
    })

    test.for(weeklyCases)('$zone, $kind at $transitionUtc, $case: one run a week', (given, { skip }) => {
      skip(!isKnownHere(given), 'the government has changed this rule since the cases were recorded')
      const weekday = given.weekday.toLowerCase() as Weekday
      const expected = given.runs.map(({ localDate, utcInstantsWithThatLocalTime: [first] }) => ({
        date: localDate,
        // In a gap no clock shows the time: it runs at the gap's end, which is the transition.
        at: at(first ?? given.transitionUtc),
      }))
      const from = expected[0]?.at ?? at('1970-01-01T00:00:00Z')
      const through = expected.at(-1)?.at ?? from
      const found = slotsBetween(weekly(given.zone, weekday, given.localTime), plusDays(from, -1), through)
      expect(found).toEqual(expected)
    })
  },
)

describe('a slot', () => {
  const only = (zone: string, weekday: Weekday, time: string, day: string) =>
    slotsBetween(
      weekly(zone, weekday, time),
      plusDays(at(`${day}T00:00:00Z`), -3),
      plusDays(at(`${day}T00:00:00Z`), 3),
    )

  test('in the half-hour gap of Lord Howe runs at the gap’s end', () => {
    expect(only('Australia/Lord_Howe', 'sunday', '02:15', '2026-10-04')).toEqual([
      { date: '2026-10-04', at: at('2026-10-04T02:30:00+11:00') },
    ])
  })

  test('in the half-hour overlap of Lord Howe runs at the first of the two', () => {
    expect(only('Australia/Lord_Howe', 'sunday', '01:45', '2026-04-05')).toEqual([
      { date: '2026-04-05', at: at('2026-04-05T01:45:00+11:00') },
    ])
  })

  test.each(['00:00', '00:30', '00:59', '01:00'])(
    'at %s in a gap at midnight runs at one o’clock',
    (time) => {
      expect(only('Africa/Cairo', 'friday', time, '2026-04-24')).toEqual([
        { date: '2026-04-24', at: at('2026-04-24T01:00:00+03:00') },
      ])
    },
  )

  test('in an overlap at midnight keeps its date and runs once', () => {
    expect(only('Africa/Cairo', 'thursday', '23:30', '2026-10-29')).toEqual([
      { date: '2026-10-29', at: at('2026-10-29T23:30:00+03:00') },
    ])
  })

  test('on a day that a zone left out runs at the first instant after it, under that day’s date', () => {
    expect(only('Pacific/Apia', 'friday', '09:00', '2011-12-30')).toEqual([
      { date: '2011-12-30', at: at('2011-12-31T00:00:00+14:00') },
    ])
  })

  test('keeps its local date at the year’s end, though the year is another one in UTC', () => {
    expect(only('Pacific/Auckland', 'friday', '07:00', '2027-01-01')).toEqual([
      { date: '2027-01-01', at: at('2026-12-31T18:00:00Z') },
    ])
    expect(only('America/Los_Angeles', 'thursday', '20:00', '2026-12-31')).toEqual([
      { date: '2026-12-31', at: at('2027-01-01T04:00:00Z') },
    ])
  })

  test('is not among those after its own instant, but among those through it', () => {
    const slot = at('2026-11-24T07:00:00Z')
    const tuesdays = weekly('UTC', 'tuesday', '07:00')
    expect(slotsBetween(tuesdays, slot, plusDays(slot, 6))).toEqual([])
    expect(slotsBetween(tuesdays, plusDays(slot, -1), slot)).toEqual([{ date: '2026-11-24', at: slot }])
  })
})

describe('the slots of a rhythm', () => {
  const dates = (schedule: Schedule, from: string, count = 4) =>
    slotsAfter(schedule, at(`${from}T00:00:00Z`))
      .take(count)
      .map(({ date }) => date)
      .toArray()
  const utc = (slot: Slot) => ({ zone: 'UTC', slot })
  const TIME = '07:00'

  test('on several weekdays come in the order of the week, each once', () => {
    const slot: Slot = { weekday: ['friday', 'monday', 'friday'], time: TIME }
    expect(dates(utc(slot), '2026-11-18')).toEqual(['2026-11-20', '2026-11-23', '2026-11-27', '2026-11-30'])
  })

  test('every so many weeks come in the week of the first and every so many from it, before it as well', () => {
    const slot: Slot = {
      weekday: ['monday', 'sunday'],
      time: TIME,
      rhythm: { everyWeeks: 3, from: '2026-11-26' },
    }
    expect(dates(utc(slot), '2026-11-24')).toEqual(['2026-11-29', '2026-12-14', '2026-12-20', '2027-01-04'])
    expect(dates(utc(slot), '2026-10-01')).toEqual(['2026-10-12', '2026-10-18', '2026-11-02', '2026-11-08'])
    expect(dates(utc(slot), '1969-12-01', 2)).toEqual(['1969-12-01', '1969-12-07'])
  })

  test('of the month come on the first or last such weekday, in leap years too', () => {
    const first: Slot = { weekday: ['monday', 'thursday'], time: TIME, rhythm: { ofMonth: 'first' } }
    expect(dates(utc(first), '2026-11-01')).toEqual(['2026-11-02', '2026-11-05', '2026-12-03', '2026-12-07'])
    const last: Slot = { weekday: 'saturday', time: TIME, rhythm: { ofMonth: 'last' } }
    expect(dates(utc(last), '2027-12-01')).toEqual(['2027-12-25', '2028-01-29', '2028-02-26', '2028-03-25'])
  })

  test('are found however long it takes, with little work', () => {
    const yearly: Slot = {
      weekday: 'tuesday',
      time: TIME,
      rhythm: { everyWeeks: 52, from: '2026-11-24' },
    }
    const handled = { ...utc(yearly), slotsHandledThrough: at('2026-11-24T07:00:00Z') }
    expect(nextSlot(handled, at('2026-11-24T07:00:01Z')).date).toBe('2027-11-23')
  })
})

describe('a schedule', () => {
  const tuesdays = weekly('America/New_York', 'tuesday', '07:00')
  const [first, before] = [at('2026-11-16T00:00:00Z'), at('2026-12-02T00:00:00Z')]

  test('by the reader’s own clock is due when the first clocks of the world show the time', () => {
    expect(slotsBetween({ ...tuesdays, localHour: true }, first, before).slice(0, 1)).toEqual([
      { date: '2026-11-17', at: at('2026-11-16T17:00:00Z'), localTime: '2026-11-17T07:00' },
    ])
    expect(slotAtHome(tuesdays, '2026-11-17')).toBe(at('2026-11-17T12:00:00Z'))
  })

  test('that was changed begins with a date, after what stands of before', () => {
    const formerSlots = [
      { date: '2026-11-12', at: at('2026-11-12T07:00:00Z') },
      { date: '2026-11-19', at: at('2026-11-19T07:00:00Z') },
    ]
    const changed = { ...tuesdays, slotFrom: '2026-11-24', formerSlots }
    const found = slotsBetween(changed, first, before)
    expect(found.map(({ date }) => date)).toEqual(['2026-11-19', '2026-11-24', '2026-12-01'])
    expect(lastSlot(changed, at('2026-11-18T00:00:00Z')).date).toBe('2026-11-12')
    expect(lastSlot(changed, at('2026-11-20T00:00:00Z')).date).toBe('2026-11-19')
    expect(lastSlot(changed, at('2026-11-30T00:00:00Z')).date).toBe('2026-11-24')
  })
})

const ZONES = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/Havana',
  'Pacific/Apia',
  'Asia/Kathmandu',
]

const aWeekly = fc.record({
  zone: fc.constantFrom(...ZONES),
  slot: fc.record({
    weekday: fc.constantFrom(...WEEKDAYS),
    time: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
  }),
})
const someInstant = fc
  .integer({ min: Date.UTC(2011, 10, 1), max: Date.UTC(2012, 2, 1) })
  .map((ms) => toInstant(ms - (ms % 60_000)))
const threeInstants = fc.tuple(someInstant, someInstant, someInstant).map((all) => all.toSorted())

describe('the slots of any newsletter', () => {
  test('between a and c are those between a and b, then those between b and c', () => {
    fc.assert(
      fc.property(aWeekly, threeInstants, (newsletter, [a, b, c]) => {
        if (a === undefined || b === undefined || c === undefined) throw new Error('three instants')
        expect(slotsBetween(newsletter, a, c)).toEqual([
          ...slotsBetween(newsletter, a, b),
          ...slotsBetween(newsletter, b, c),
        ])
      }),
      { numRuns: 60 },
    )
  })

  test('are one a week: each date a week after the one before, each instant later', () => {
    fc.assert(
      fc.property(aWeekly, someInstant, (newsletter, from) => {
        const slots = slotsBetween(newsletter, from, plusDays(from, 70))
        expect(slots.length).toBeGreaterThanOrEqual(9)
        for (const [index, slot] of slots.entries()) {
          const next = slots[index + 1]
          if (next === undefined) continue
          expect(Date.parse(next.date) - Date.parse(slot.date)).toBe(7 * 86_400_000)
          expect(msOf(next.at)).toBeGreaterThan(msOf(slot.at))
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('the slot that is drafted next', () => {
  const newsletter = { ...weekly('UTC', 'tuesday', '07:00'), slotsHandledThrough: at('2026-11-10T07:00:00Z') }

  test('is the one to come', () => {
    expect(nextSlot(newsletter, at('2026-11-12T00:00:00Z')).date).toBe('2026-11-17')
    expect(nextSlot(newsletter, at('2026-11-17T06:59:00Z')).date).toBe('2026-11-17')
  })

  test('is the last that passed while nothing ran', () => {
    expect(nextSlot(newsletter, at('2026-11-24T07:00:00Z')).date).toBe('2026-11-24')
    expect(nextSlot(newsletter, at('2026-11-30T00:00:00Z')).date).toBe('2026-11-24')
  })

  test('is still the one to come when that was asked for ahead of time', () => {
    const asked = { ...newsletter, slotsHandledThrough: at('2026-11-24T07:00:00Z') }
    expect(nextSlot(asked, at('2026-11-23T12:00:00Z')).date).toBe('2026-11-24')
  })
})
