import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeSlot, type SlotChange } from '#functions/core/change-slot.ts'
import { type Instant, msOf, plusSeconds } from '#functions/core/instant.ts'
import { Newsletter, type Slot, type SlotInstant, WEEKDAYS } from '#functions/core/newsletter.ts'
import { type Schedule, slotsAfter, slotsBetween } from '#functions/core/slots.ts'
import { aNewsletter, at } from '#tests/support/builders.ts'

const HOUR = 3600
const DAY = 24 * HOUR

const changed = (newsletter: Newsletter, change: SlotChange, now: Instant): Newsletter =>
  Newsletter.parse({ ...newsletter, ...changeSlot(newsletter, change, now) })

const toCome = (newsletter: Newsletter, count = 3) =>
  slotsAfter(newsletter, newsletter.slotsHandledThrough)
    .take(count)
    .map(({ date }) => date)
    .toArray()

/** Weekly on Tuesdays at 07:00 UTC; that of the 17th was claimed. */
const weekly = aNewsletter()
const on = (weekday: Slot['weekday'], time = '07:00'): SlotChange => ({ slot: { weekday, time } })
const WEDNESDAY = at('2026-11-18T12:00:00Z')
const MONDAY = at('2026-11-23T12:00:00Z')

describe('a change of the slot', () => {
  test('moves the one that is to come within its week', () => {
    expect(toCome(changed(weekly, on('friday'), WEDNESDAY))).toEqual([
      '2026-11-27',
      '2026-12-04',
      '2026-12-11',
    ])
    expect(toCome(changed(weekly, on('monday'), WEDNESDAY))).toEqual([
      '2026-11-23',
      '2026-11-30',
      '2026-12-07',
    ])
  })

  test('leaves the next where it was when its new place in the week has passed', () => {
    expect(toCome(changed(weekly, on('monday'), MONDAY))).toEqual(['2026-11-24', '2026-11-30', '2026-12-07'])
  })

  test('to a zone in which the slot of today has passed leaves that of today where it was', () => {
    const morning = at('2026-11-24T06:00:00Z')
    const east = changed(weekly, { zone: 'Asia/Tokyo' }, morning)
    expect(slotsBetween(east, morning, plusSeconds(morning, 8 * DAY))).toEqual([
      { date: '2026-11-24', at: at('2026-11-24T07:00:00Z') },
      { date: '2026-12-01', at: at('2026-11-30T22:00:00Z') },
    ])
  })

  test('of one that was claimed ahead brings no second one in its week', () => {
    const ahead = { ...weekly, slotsHandledThrough: at('2026-11-24T07:00:00Z') }
    expect(toCome(changed(ahead, on('friday'), MONDAY))).toEqual(['2026-12-04', '2026-12-11', '2026-12-18'])
    const west = changed(ahead, { zone: 'Pacific/Pago_Pago' }, MONDAY)
    expect(toCome(west, 1)).toEqual(['2026-12-01'])
    const east = changed(ahead, { zone: 'Pacific/Kiritimati' }, MONDAY)
    expect(toCome(east, 1)).toEqual(['2026-12-01'])
  })

  test('twice counts from what was claimed, not from the change between', () => {
    const friday = changed(weekly, on('friday'), WEDNESDAY)
    expect(toCome(changed(friday, on('monday'), WEDNESDAY), 2)).toEqual(['2026-11-23', '2026-11-30'])
    const stands = changed(weekly, on('monday'), MONDAY)
    expect(toCome(changed(stands, on('thursday'), MONDAY), 2)).toEqual(['2026-11-26', '2026-12-03'])
    expect(toCome(changed(stands, { zone: 'Asia/Tokyo' }, MONDAY), 2)).toEqual(['2026-11-24', '2026-11-30'])
  })

  test('leaves several of a week where they were when all of their new places have passed', () => {
    const weekend = { ...weekly, slot: { weekday: ['saturday' as const, 'sunday' as const], time: '07:00' } }
    expect(toCome(changed(weekend, on(['monday', 'tuesday']), WEDNESDAY), 4)).toEqual([
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
      '2026-11-24',
    ])
  })

  test('never has a date come twice, though a day of the week goes back before one that was claimed', () => {
    const slot = { weekday: ['friday' as const, 'sunday' as const], time: '07:00' }
    const ahead = { ...weekly, slot, slotsHandledThrough: at('2026-11-20T07:00:00Z') }
    expect(toCome(changed(ahead, on(['monday', 'friday']), WEDNESDAY), 3)).toEqual([
      '2026-11-22',
      '2026-11-23',
      '2026-11-27',
    ])
  })

  test('remembers through another change what was claimed', () => {
    const slot = { weekday: ['friday' as const, 'sunday' as const], time: '07:00' }
    const ahead = { ...weekly, slot, slotsHandledThrough: at('2026-11-20T07:00:00Z') }
    const stands = changed(ahead, on(['monday', 'tuesday']), WEDNESDAY)
    expect(toCome(changed(stands, on(['tuesday', 'thursday']), WEDNESDAY), 2)).toEqual([
      '2026-11-22',
      '2026-11-24',
    ])
    expect(toCome(changed(stands, on(['monday', 'saturday']), WEDNESDAY), 2)).toEqual([
      '2026-11-21',
      '2026-11-23',
    ])
  })

  test('has one that stands come before the first new one, also from the world’s last clocks to its first', () => {
    const late = { ...weekly, zone: 'Pacific/Pago_Pago', ...on('sunday', '23:59') }
    const handled = { ...late, slotsHandledThrough: at('2026-11-16T10:59:00Z') }
    const east = changed(handled, { zone: 'Pacific/Kiritimati', ...on('monday', '00:00') }, WEDNESDAY)
    expect(slotsAfter(east, east.slotsHandledThrough).take(2).toArray()).toEqual([
      { date: '2026-11-22', at: at('2026-11-22T09:59:00Z') },
      { date: '2026-11-23', at: at('2026-11-22T10:00:00Z') },
    ])
  })

  test('to everybody at their own hour, and back, keeps what stands as it was', () => {
    const morning = at('2026-11-23T18:00:00Z')
    const own = changed(weekly, { localHour: true }, morning)
    expect(slotsAfter(own, morning).take(2).toArray()).toEqual([
      { date: '2026-11-24', at: at('2026-11-24T07:00:00Z') },
      { date: '2026-12-01', at: at('2026-11-30T17:00:00Z'), localTime: '2026-12-01T07:00' },
    ])
    expect(toCome(changed(own, { localHour: false }, morning), 2)).toEqual(['2026-11-24', '2026-12-01'])
  })

  test('to another rhythm begins with the first of it that is to come, on a later date than what was claimed', () => {
    const ahead = { ...weekly, slotsHandledThrough: at('2026-11-24T07:00:00Z') }
    expect(toCome(changed(ahead, on(['tuesday', 'friday']), MONDAY), 2)).toEqual(['2026-11-27', '2026-12-01'])
    const monthly = (ofMonth: 'first' | 'last') => ({
      slot: { weekday: 'tuesday' as const, time: '07:00', rhythm: { ofMonth } },
    })
    expect(toCome(changed(ahead, monthly('last'), MONDAY), 2)).toEqual(['2026-12-29', '2027-01-26'])
    const last = changed(ahead, monthly('last'), MONDAY)
    expect(toCome(changed(last, monthly('first'), MONDAY), 2)).toEqual(['2026-12-01', '2027-01-05'])
  })

  test('to another rhythm lets the tick claim what is overdue', () => {
    const late = at('2026-12-02T00:00:00Z')
    expect(toCome(changed(weekly, on(['tuesday', 'friday']), late))).toEqual([
      '2026-11-24',
      '2026-12-01',
      '2026-12-04',
    ])
  })
})

const ZONES = [
  'UTC',
  'Pacific/Pago_Pago',
  'Pacific/Kiritimati',
  'America/New_York',
  'Europe/London',
  'Asia/Seoul',
  'Australia/Lord_Howe',
]

const aTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
const someWeekdays = (count: number) =>
  fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: count, maxLength: count })

type Event =
  | { readonly kind: 'tick' }
  | {
      readonly kind: 'change'
      readonly change: { zone?: string; slot?: Slot; localHour?: boolean }
    }

/** What happens, each a while after the one before: mostly hours, at times weeks. */
const someEvents = (change: fc.Arbitrary<Event>) =>
  fc.array(
    fc.record({
      after: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 0, max: 40 }) },
        { weight: 1, arbitrary: fc.integer({ min: 40, max: 24 * 24 }) },
      ),
      event: fc.oneof(
        { weight: 3, arbitrary: fc.constant<Event>({ kind: 'tick' }) },
        { weight: 1, arbitrary: change },
      ),
    }),
    { minLength: 40, maxLength: 160 },
  )

const START = at('2026-02-02T00:00:00Z')
const END = plusSeconds(START, 20 * 7 * DAY)

/** Lives through the events, and answers with all slots that the tick claimed. */
const claims = (
  newsletter: Newsletter,
  leadSeconds: number,
  events: readonly { after: number; event: Event }[],
) => {
  const claimed: SlotInstant[] = []
  let present = newsletter
  let now = START
  const tick = () => {
    const ahead = leadSeconds + (present.localHour ? 26 * HOUR : 0)
    const due = slotsBetween(present, present.slotsHandledThrough, plusSeconds(now, ahead))
    claimed.push(...due)
    present = { ...present, slotsHandledThrough: due.at(-1)?.at ?? present.slotsHandledThrough }
  }
  for (const { after, event } of events) {
    now = plusSeconds(now, after * HOUR + 600)
    if (now > END) break
    if (event.kind === 'tick') tick()
    else {
      const slot = { ...present.slot, ...event.change.slot }
      present = changed(present, { ...event.change, slot }, now)
      const instants = slotsAfter(present, present.slotsHandledThrough).map(({ at }) => at)
      const next = instants.take(9).toArray()
      expect(next).toEqual([...new Set(next)].toSorted())
    }
  }
  now = now > END ? now : END
  tick()
  return { claimed, now }
}

/** Up to when the slots of the weeks before were claimed. */
const claimedBefore = (schedule: Schedule): Instant => {
  const around = slotsBetween(schedule, plusSeconds(START, -40 * DAY), plusSeconds(START, 2 * DAY))
  return around.findLast(({ date }) => date < START.slice(0, 10))?.at ?? START
}

const weeksSince = (date: string): number => Math.floor((Date.parse(date) - msOf(START)) / (7 * DAY * 1000))

const aHistory = fc
  .record({ count: fc.integer({ min: 1, max: 4 }), everyWeeks: fc.integer({ min: 1, max: 3 }) })
  .chain(({ count, everyWeeks }) => {
    const aSlot = fc.record({ weekday: someWeekdays(count), time: aTime })
    const rhythm = everyWeeks > 1 ? { rhythm: { everyWeeks, from: '2026-02-04' } } : {}
    const change = fc
      .record({ zone: fc.constantFrom(...ZONES), slot: aSlot, localHour: fc.boolean() }, { requiredKeys: [] })
      .map((wanted): Event => ({ kind: 'change', change: wanted }))
    return fc.record({
      count: fc.constant(count),
      everyWeeks: fc.constant(everyWeeks),
      slot: aSlot.map((slot) => ({ ...slot, ...rhythm })),
      zone: fc.constantFrom(...ZONES),
      localHour: fc.boolean(),
      leadSeconds: fc.constantFrom(0, HOUR, 24 * HOUR, 48 * HOUR),
      events: someEvents(change),
    })
  })

const aRestlessHistory = fc.record({
  leadSeconds: fc.constantFrom(0, 24 * HOUR, 48 * HOUR),
  events: someEvents(
    fc
      .record({
        zone: fc.constantFrom(...ZONES),
        slot: fc.record({
          weekday: fc.integer({ min: 1, max: 7 }).chain(someWeekdays),
          time: aTime,
          rhythm: fc.constantFrom<Slot['rhythm'][]>(
            undefined,
            { everyWeeks: 2, from: '2026-02-04' },
            { ofMonth: 'first' },
            { ofMonth: 'last' },
          ),
        }),
        localHour: fc.boolean(),
      })
      .map((change): Event => ({ kind: 'change', change })),
  ),
})

describe('whatever admins change and however late the tick runs', () => {
  test('each slot of each week of the rhythm is claimed once, and their dates go forward', () => {
    fc.assert(
      fc.property(aHistory, ({ count, everyWeeks, slot, zone, localHour, leadSeconds, events }) => {
        const schedule = { slot, zone, localHour }
        const newsletter = aNewsletter({ ...schedule, slotsHandledThrough: claimedBefore(schedule) })
        const { claimed, now } = claims(newsletter, leadSeconds, events)
        const dates = claimed.map(({ date }) => date)
        expect(dates).toEqual([...new Set(dates)].toSorted())
        const expected = dates.map((_, index) => Math.floor(index / count) * everyWeeks)
        expect(dates.map(weeksSince)).toEqual(expected)
        const weeksOver = Math.floor((msOf(now) - 26 * HOUR * 1000 - msOf(START)) / (7 * DAY * 1000))
        expect(claimed.length).toBeGreaterThanOrEqual(count * Math.ceil(weeksOver / everyWeeks))
      }),
      { numRuns: 60 },
    )
  })

  test('the dates go forward from one rhythm to another, too', () => {
    fc.assert(
      fc.property(aRestlessHistory, ({ leadSeconds, events }) => {
        const { claimed } = claims(aNewsletter({ slotsHandledThrough: START }), leadSeconds, events)
        const dates = claimed.map(({ date }) => date)
        expect(dates).toEqual([...new Set(dates)].toSorted())
      }),
      { numRuns: 60 },
    )
  })
})
