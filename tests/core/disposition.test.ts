import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addUp,
  CODES,
  type Code,
  codeOfExclusion,
  Disposition,
  EVENT_SETS,
  type EventSet,
  type EventSets,
  standingOf,
} from '#functions/core/disposition.ts'
import { ExclusionReason } from '#functions/core/exclusion.ts'
import { foldByBatch } from '#functions/core/feedback-event.ts'
import { aBatchRef } from '#tests/support/builders.ts'

const ALL_CODES = Object.keys(CODES) as Code[]
const MAY_HAVE_LEFT: readonly Code[] = ['a', '?', '!', '~']

const OVER = { callIsOver: true, cancelled: false }
const seen = (...sets: EventSet[]): EventSets => Object.fromEntries(sets.map((set) => [set, new Set([7])]))
const standing = (code: Code, sets: EventSet[] = [], callIsOver = true, cancelled = false) =>
  standingOf(code, seen(...sets), 7, { callIsOver, cancelled })

describe('a code', () => {
  test('means one thing: no two share a disposition and reason, but “waiting” in a call and out of one', () => {
    const meanings = ALL_CODES.filter((code) => code !== '~').map((code) => JSON.stringify(CODES[code]))
    expect(new Set(meanings).size).toBe(meanings.length)
    expect(ALL_CODES.every((code) => code.length === 1)).toBe(true)
  })

  test.each(ExclusionReason.options)('stands for the exclusion “%s” and leads back to it', (reason) => {
    expect(CODES[codeOfExclusion(reason)]).toEqual({ disposition: 'excluded', reason })
  })

  test.each(ALL_CODES.filter((code) => !MAY_HAVE_LEFT.includes(code)))(
    'of a mail that never left, “%s”, is changed by no event',
    (code) => {
      for (const set of EVENT_SETS)
        expect(standing(code, [set])).toEqual({ ...CODES[code], feedback: 'none' })
    },
  )
})

describe('how a reader stands', () => {
  test.each([
    ['a', [], 'accepted', 'none'],
    ['a', ['sent'], 'accepted', 'none'],
    ['a', ['delayed'], 'accepted', 'delayed'],
    ['a', ['delayed', 'delivered'], 'accepted', 'delivered'],
    ['a', ['delivered', 'bounced'], 'accepted', 'bounced'],
    ['a', ['bounced', 'complained'], 'accepted', 'complained'],
    ['a', ['sent', 'rejected'], 'failed', 'none'],
    ['a', ['renderingFailed'], 'failed', 'none'],
    ['?', [], 'uncertain', 'none'],
    ['?', ['sent'], 'accepted', 'none'],
    ['?', ['delivered'], 'accepted', 'delivered'],
    ['?', ['delayed'], 'accepted', 'delayed'],
    ['?', ['bounced'], 'accepted', 'bounced'],
    ['?', ['complained'], 'accepted', 'complained'],
    ['?', ['rejected'], 'failed', 'none'],
    ['?', ['renderingFailed'], 'failed', 'none'],
  ] as const)('code “%s” with %j: %s, feedback %s, call over or not', (code, sets, disposition, feedback) => {
    for (const over of [true, false])
      expect(standing(code, [...sets], over)).toMatchObject({ disposition, feedback })
  })

  test('uncertain and left so by an admin is told apart, and still settled by an event', () => {
    expect(standing('!')).toEqual({ disposition: 'uncertain', reason: 'left', feedback: 'none' })
    for (const set of EVENT_SETS) expect(standing('!', [set])).toEqual(standing('a', [set]))
  })

  test('waiting is excluded once the digest is cancelled; whoever was called stays as they are', () => {
    for (const sets of [[], ['delivered']] as const)
      expect(standing('.', [...sets], true, true)).toEqual({
        disposition: 'excluded',
        reason: 'cancelled',
        feedback: 'none',
      })
    for (const code of ALL_CODES.filter((one) => one !== '.'))
      for (const set of EVENT_SETS)
        for (const over of [true, false])
          expect(standing(code, [set], over, true)).toEqual(standing(code, [set], over, false))
  })

  test('in a call without an answer: waiting while its worker may be alive, then uncertain', () => {
    expect(standing('~', [], false)).toEqual({ disposition: 'waiting', feedback: 'none' })
    expect(standing('~', [], true)).toEqual({ disposition: 'uncertain', feedback: 'none' })
  })

  test.each(EVENT_SETS)('in a call without an answer is settled by the event “%s”', (set) => {
    for (const over of [true, false]) expect(standing('~', [set], over)).toEqual(standing('a', [set]))
  })

  test('names why SES did not send what it had accepted', () => {
    expect(standing('a', ['rejected'])).toMatchObject({ reason: 'rejected' })
    expect(standing('a', ['renderingFailed'])).toMatchObject({ reason: 'rendering-failed' })
  })

  test('is not moved by the events of others', () => {
    for (const set of EVENT_SETS)
      expect(standingOf('?', { [set]: new Set([6, 8, 57]) }, 7, OVER).disposition).toBe('uncertain')
  })
})

const anEvent = fc.record({
  set: fc.constantFrom(...EVENT_SETS),
  entry: fc.record({
    batch: fc.constantFrom(aBatchRef(), aBatchRef({ number: 1 }), aBatchRef({ attempt: 'a2' })),
    stamp: fc.nat(4),
  }),
})
const inAnyOrder = fc.array(anEvent, { maxLength: 30 }).chain((events) =>
  fc.tuple(
    fc.constant(events),
    // Any order, and any of them again.
    fc
      .subarray(events)
      .chain((again) =>
        fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }),
      ),
  ),
)
const standings = (events: Parameters<typeof foldByBatch>[0]) =>
  Object.fromEntries(
    foldByBatch(events)
      .map(({ batch, sets }) => {
        const held = Object.fromEntries(Object.entries(sets).map(([set, all]) => [set, new Set(all)]))
        const of = (stamp: number) => standingOf('?', held, stamp, OVER)
        return [`${batch.attempt}-${batch.number}`, [0, 1, 2, 3, 4].map(of)] as const
      })
      .toSorted(),
  )

describe('events', () => {
  test('say the same in any order and however often they come', () => {
    fc.assert(
      fc.property(inAnyOrder, ([events, delivered]) => {
        expect(standings(delivered)).toEqual(standings(events))
      }),
    )
  })

  test('make one write a batch, each stamp once; mail that is no digest’s makes none', () => {
    const [one, other] = [aBatchRef(), aBatchRef({ wave: 1 })]
    const events: Parameters<typeof foldByBatch>[0] = [
      { set: 'sent', entry: { batch: one, stamp: 3 } },
      { set: 'sent', entry: { batch: other, stamp: 3 } },
      { set: 'sent', entry: { batch: one, stamp: 3 } },
      { set: 'sent', entry: { batch: one, stamp: 0 } },
      { set: 'bounced', entry: { batch: one, stamp: 3 } },
      { set: 'sent' },
    ]
    const [first, second, third, fourth, fifth] = events
    expect(foldByBatch(events)).toEqual([
      { batch: one, sets: { sent: [3, 0], bounced: [3] }, events: [first, third, fourth, fifth] },
      { batch: other, sets: { sent: [3] }, events: [second] },
    ])
  })
})

describe('the sum', () => {
  test('is always the audience: all who were excluded at the freeze and all members', () => {
    const some = fc.array(fc.record({ disposition: fc.constantFrom(...Disposition.options) }), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(fc.nat(1000), some, (excluded, members) => {
        const { audience, ...dispositions } = addUp(excluded, members)
        expect(audience).toBe(excluded + members.length)
        expect(Object.values(dispositions).reduce((sum, count) => sum + count, 0)).toBe(audience)
        expect(dispositions.excluded).toBe(
          excluded + members.filter(({ disposition }) => disposition === 'excluded').length,
        )
      }),
    )
  })
})
