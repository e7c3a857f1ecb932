import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  Batch,
  batchSizeFor,
  batchTag,
  beginCall,
  callIsOver,
  callOf,
  codesOf,
  decided,
  endCall,
  MOST_IN_A_BATCH,
  memberStanding,
  parseBatchTag,
  stampOf,
} from '#functions/core/batch.ts'
import { CODES, type Code, EVENT_SETS } from '#functions/core/disposition.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { aBatch, readerId, SLOT_AT } from '#tests/support/builders.ts'
import { BATCH_TAGS } from './vectors.ts'

describe('a batch', () => {
  test.each([
    [0, 1],
    [0.5, 1],
    [1, 1],
    [14, 14],
    [14.9, 14],
    [50, 50],
    [500, 50],
  ])('at a rate of %d a second holds %i readers', (rate, readers) => {
    expect(batchSizeFor(rate)).toBe(readers)
  })

  test.each(BATCH_TAGS)('of wave $wave, number $number has the tag $tag', ({ wave, number, tag }) => {
    expect(batchTag({ wave, number })).toBe(tag)
    expect(parseBatchTag(tag)).toEqual({ wave, number })
  })

  test.each(['', '-', '1', '1-', '-1', '1-2-3', '100-1', '1-1000000', 'a-1', ' 1-1', '1-1\n'])(
    'has not the tag %j',
    (tag) => {
      expect(parseBatchTag(tag)).toBeUndefined()
    },
  )

  test('has one known code a member', () => {
    expect(codesOf(aBatch({ codes: '.a?' }))).toEqual(['.', 'a', '?'])
    expect(Batch.safeParse(aBatch()).error).toBeUndefined()
    expect(Batch.safeParse(aBatch({ codes: '.aq' })).success).toBe(false)
  })
})

const codes = (text: string): Code[] => [...text] as Code[]
const call = (batch: Batch, marked: string): Batch =>
  beginCall(batch, codes(marked), `call${batch.version}`, SLOT_AT)
/** A call of those who are marked, after which they stand so. */
const called = (batch: Batch, marked: string, after: string, most?: number): Batch =>
  endCall(call(batch, marked), batch, codes(after), most)

describe('a call', () => {
  test('is kept in the row as it begins, with who is in it', () => {
    const calling = call(aBatch(), '~u~')
    expect(calling).toMatchObject({ codes: '~u~', calls: [{ id: 'call1', at: SLOT_AT }] })
    expect([0, 1, 2].map((position) => callOf(calling, position))).toEqual([0, undefined, 0])
  })

  test('is known by its number for whom it settled, and the next one by the next', () => {
    const first = called(aBatch(), '~~.', 'aa.')
    const second = called(first, 'aa~', 'aaa')
    expect(second.calls).toHaveLength(2)
    expect([0, 1, 2].map((position) => callOf(second, position))).toEqual([0, 0, 1])
  })

  test('keeps how many the next may hold, until it may hold all again', () => {
    const halved = called(aBatch(), '~~~', '...', 2)
    expect(halved.most).toBe(2)
    expect(called(halved, '~~.', 'aa.')).not.toHaveProperty('most')
  })

  test('after which all wait leaves no trace', () => {
    const fresh = aBatch()
    expect(called(fresh, '~~~', '...')).toEqual({ ...fresh, called: '---' })
    const before = called(fresh, '~..', 'a..')
    expect(called(before, 'a~~', 'a..')).toEqual(before)
  })

  test('after which those of an earlier one wait again, whom SES refused, leaves no trace of them', () => {
    const refused = called(aBatch(), '~..', 'M..')
    expect(called(refused, 'M~~', '...')).toMatchObject({ called: '---' })
  })

  test('that repeats another and is turned away leaves the trace of that one', () => {
    const uncertain = called(aBatch(), '~~~', '???')
    const again = decided(uncertain, [0, 1], '.')
    const { codes: after, called: numerals, calls } = called(again, '~~?', '.P?')
    expect([after, numerals, calls.length]).toEqual(['.??', '000', 1])
  })

  test('after which somebody is uncertain leaves its trace', () => {
    const ended = called(aBatch(), '~~~', '.?.')
    expect(ended.calls).toHaveLength(1)
    expect(callOf(ended, 1)).toBe(0)
  })

  test.each([
    [59, false],
    [60, true],
  ])('that began %i seconds ago is over after a minute: %s', (seconds, over) => {
    expect(callIsOver(call(aBatch(), '~~~'), 60, plusSeconds(SLOT_AT, seconds))).toBe(over)
  })

  test('that never was is over', () => {
    expect(callIsOver(aBatch(), 60, SLOT_AT)).toBe(true)
  })

  test('too many of which can be told apart no longer is refused, and changes nothing', () => {
    const calls = Array.from({ length: 62 }, (_, number) => ({ id: `call${number}`, at: SLOT_AT }))
    const often = aBatch({ calls, called: 'ZZZ' })
    expect(Batch.safeParse(often).error).toBeUndefined()
    expect(() => call(often, '~~~')).toThrow('called too often')
    expect(beginCall(aBatch({ calls: calls.slice(1) }), codes('~~~'), 'last', SLOT_AT).called).toBe('ZZZ')
  })
})

describe('who was to be called again when the digest was cancelled', () => {
  const again = decided(called(aBatch(), '~~~', '???'), [0, 1], '.')
  const cancelled = { callIsOver: true, cancelled: true }

  test('stands as the earlier mail does', () => {
    const sent = new Set([stampOf(0, 1)])
    expect(memberStanding(again, { sent }, 0, cancelled).disposition).toBe('uncertain')
    expect(memberStanding(again, { sent }, 1, cancelled).disposition).toBe('accepted')
    expect(memberStanding(aBatch(), {}, 0, cancelled).disposition).toBe('excluded')
  })
})

describe('a stamp', () => {
  test('names one place of one call', () => {
    const stamps = Array.from({ length: 62 * MOST_IN_A_BATCH }, (_, index) =>
      stampOf(Math.floor(index / MOST_IN_A_BATCH), index % MOST_IN_A_BATCH),
    )
    expect(new Set(stamps).size).toBe(stamps.length)
  })
})

const SIZE = 4
const OVER = { callIsOver: true, cancelled: false }
/** For each call, who is in it, and what became of them. */
const someCalls = fc.array(
  fc.tuple(
    fc.uniqueArray(fc.nat(SIZE - 1), { minLength: 1 }),
    fc.array(fc.constantFrom<Code>('a', '?', 'M', '.'), { minLength: SIZE, maxLength: SIZE }),
  ),
  { maxLength: 12 },
)

describe('any calls of a batch, of readers who wait or are sent to again', () => {
  const members = Array.from({ length: SIZE }, (_, number) => readerId(number))

  const play = (calls: [number[], Code[]][]) => {
    let batch = aBatch({ members })
    /** The stamps that mails of each reader bore, earliest first. */
    const stamps = members.map((): number[] => [])
    for (const [called, became] of calls) {
      batch = decided(batch, called, '.')
      const marked = codesOf(batch).map((code, position) => (called.includes(position) ? '~' : code))
      const calling = beginCall(batch, marked, 'id', SLOT_AT)
      const left = marked.map((code, position) => (code === '~' ? (became[position] ?? '.') : code))
      for (const position of called)
        if (left[position] === 'a' || left[position] === '?')
          stamps[position]?.push(stampOf(callOf(calling, position) ?? 0, position))
      batch = endCall(calling, batch, left, undefined)
    }
    return { batch, stamps }
  }

  test('never give two mails one stamp', () => {
    fc.assert(
      fc.property(someCalls, (calls) => {
        const stamps = play(calls).stamps.flat()
        expect(new Set(stamps).size).toBe(stamps.length)
      }),
    )
  })

  test('leave a row that can be read, with a call for every mail that may have left', () => {
    fc.assert(
      fc.property(someCalls, (calls) => {
        const { batch } = play(calls)
        expect(Batch.safeParse(batch).error).toBeUndefined()
        for (const [position, code] of codesOf(batch).entries())
          if (code !== '.') expect(batch.calls[callOf(batch, position) ?? -1]).toBeDefined()
      }),
    )
  })

  test('remember the latest mail of each reader that may have left', () => {
    fc.assert(
      fc.property(someCalls, (calls) => {
        const { batch, stamps } = play(calls)
        for (const [position, own] of stamps.entries()) {
          if (own.length === 0) continue
          expect(stampOf(callOf(batch, position) ?? -1, position)).toBe(own.at(-1))
          expect(batch.codes[position]).not.toBe('M')
        }
      }),
    )
  })

  test('let the events of an earlier call never count for a later one', () => {
    fc.assert(
      fc.property(someCalls, fc.constantFrom(...EVENT_SETS), (calls, set) => {
        const { batch, stamps } = play(calls)
        for (const [position, code] of codesOf(batch).entries()) {
          const own = stamps[position] ?? []
          const earlier = code === 'a' || code === '?' ? own.slice(0, -1) : own
          expect(memberStanding(batch, { [set]: new Set(earlier) }, position, OVER)).toEqual({
            ...CODES[code],
            feedback: 'none',
          })
        }
      }),
    )
  })

  test('let those of the latest count', () => {
    fc.assert(
      fc.property(someCalls, (calls) => {
        const { batch, stamps } = play(calls)
        for (const [position, code] of codesOf(batch).entries())
          if (code === 'a' || code === '?') {
            const delivered = new Set(stamps[position]?.slice(-1))
            expect(memberStanding(batch, { delivered }, position, OVER)).toEqual({
              disposition: 'accepted',
              feedback: 'delivered',
            })
          }
      }),
    )
  })
})
