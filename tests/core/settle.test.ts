import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CODES, type Code } from '#functions/core/disposition.ts'
import { type Answer, type EntryAnswer, EXCEPTIONS, STATUSES } from '#functions/core/ses-answers.ts'
import { type Settlement, settle, UNIFORM } from '#functions/core/settle.ts'

const codes = (text: string): Code[] => [...text] as Code[]
const answered = (...statuses: string[]): Answer => ({
  kind: 'answered',
  entries: statuses.map((status) => ({ status, words: `words of ${status}` })),
})
const refused = (error: string, words = 'words'): Answer => ({ kind: 'refused', error, words })
const allAre = (status: string, count: number): Answer => answered(...Array(count).fill(status))

describe('after a call', () => {
  test('each reader in it stands as SES answered, in the order of the request', () => {
    const answer = answered('SUCCESS', 'MESSAGE_REJECTED', 'TRANSIENT_FAILURE')
    expect(settle(codes('u~a~?~'), answer)).toEqual({
      codes: codes('uaaM?.'),
      again: 'later',
      slowDown: false,
    })
  })

  test('nobody is to be called again when all were accepted', () => {
    expect(settle(codes('~~'), answered('SUCCESS', 'SUCCESS'))).toEqual({
      codes: codes('aa'),
      slowDown: false,
    })
  })

  test('that did not leave, its readers wait for another', () => {
    expect(settle(codes('a~~'), { kind: 'not-sent', words: 'ENOTFOUND' })).toEqual({
      codes: codes('a..'),
      again: 'later',
      slowDown: false,
    })
  })

  test('whose answer nobody knows, its readers are uncertain and are not called again', () => {
    expect(settle(codes('a~~'), { kind: 'unknown', words: 'timeout' })).toEqual({
      codes: codes('a??'),
      slowDown: false,
    })
  })

  test('whose answer nobody knows, those who were not in it are called next', () => {
    expect(settle(codes('~~..'), { kind: 'unknown', words: 'timeout' }, 2)).toEqual({
      codes: codes('??..'),
      again: 'now',
      slowDown: false,
    })
  })

  test.each([[[]], [['SUCCESS']], [['SUCCESS', 'SUCCESS', 'SUCCESS']]])(
    'with a wrong number of results, %j for two readers, they are uncertain',
    (statuses) => {
      expect(settle(codes('~s~'), answered(...statuses))).toEqual({ codes: codes('?s?'), slowDown: false })
    },
  )

  test('a status that needs a person pauses with the first such words, and its reader waits', () => {
    const answer = answered('SUCCESS', 'ACCOUNT_SUSPENDED', 'TEMPLATE_NOT_FOUND')
    expect(settle(codes('~~~'), answer)).toEqual({
      codes: codes('a..'),
      slowDown: false,
      pause: { cause: 'ses', words: 'ACCOUNT_SUSPENDED: words of ACCOUNT_SUSPENDED' },
    })
  })

  test('a status that nobody has heard of pauses and fails no reader', () => {
    expect(settle(codes('~'), answered('NEW_STATUS'))).toMatchObject({
      codes: ['.'],
      pause: { cause: 'ses', words: expect.stringContaining('NEW_STATUS') },
    })
  })

  test('the day’s quota, as a status of its last entries, pauses for the quota', () => {
    const answer = answered('SUCCESS', 'ACCOUNT_DAILY_QUOTA_EXCEEDED')
    expect(settle(codes('~~'), answer)).toMatchObject({ codes: codes('a.'), pause: { cause: 'quota' } })
  })

  test.each(['TooManyRequestsException', 'ThrottlingException', 'LimitExceededException'])(
    'refused for its rate by %s, its readers wait and SES was called too fast',
    (error) => {
      expect(settle(codes('~~a'), refused(error, 'Maximum sending rate exceeded.'))).toEqual({
        codes: codes('..a'),
        again: 'later',
        slowDown: true,
      })
    },
  )

  test('an entry that came too fast waits, and SES was called too fast', () => {
    expect(settle(codes('~~'), answered('SUCCESS', 'ACCOUNT_THROTTLED'))).toEqual({
      codes: codes('a.'),
      again: 'later',
      slowDown: true,
    })
  })

  test('refused because the day is used up, the digest pauses for the quota with SES’s words and its readers wait', () => {
    const words = 'Daily message quota exceeded.'
    expect(settle(codes('~~'), refused('LimitExceededException', words))).toEqual({
      codes: codes('..'),
      slowDown: false,
      pause: { cause: 'quota', words: `LimitExceededException: ${words}` },
    })
  })

  test('refused for content, its one reader fails, but of several half is called next', () => {
    expect(settle(codes('a~'), refused('BadRequestException'))).toEqual({
      codes: codes('aB'),
      slowDown: false,
    })
    expect(settle(codes('~~~'), refused('BadRequestException', 'bad'))).toEqual({
      codes: codes('...'),
      most: 2,
      again: 'now',
      slowDown: false,
    })
  })

  test.each([
    ['did not leave', { kind: 'not-sent', words: 'ENOTFOUND' }],
    ['came too fast', refused('ThrottlingException', 'Too fast.')],
    ['found the day used up', refused('ThrottlingException', 'Daily message quota exceeded.')],
    ['found sending paused', refused('SendingPausedException')],
  ] as const)('of a half, which %s, the next holds no more', (_, answer) => {
    expect(settle(codes('~~..'), answer, 2)).toMatchObject({ codes: codes('....'), most: 2 })
  })
})

describe('a permanent refusal that readers share', () => {
  const paused = (after: string) => ({
    codes: codes(after),
    pause: { cause: 'alike', words: expect.stringContaining('MESSAGE_REJECTED') },
  })

  test('of a whole call of five or more settles nobody, and the digest pauses', () => {
    const settled = settle(codes('~~~~~'), allAre('MESSAGE_REJECTED', UNIFORM))
    expect(settled).toMatchObject(paused('.....'))
    expect(settled).not.toHaveProperty('again')
  })

  test('of a whole call of four fails the four', () => {
    expect(settle(codes('~~~~'), allAre('MESSAGE_REJECTED', 4))).toEqual({
      codes: codes('MMMM'),
      slowDown: false,
    })
  })

  test('fails them one by one once a person knows of it', () => {
    const { codes: after, pause } = settle(codes('~~~~~'), allAre('MESSAGE_REJECTED', 5), undefined, true)
    expect([after.join(''), pause]).toEqual(['MMMMM', undefined])
  })

  test('of a whole call is no reader’s fault, whoever was accepted before', () => {
    expect(settle(codes('aa~~~~~'), allAre('MESSAGE_REJECTED', 5))).toMatchObject(paused('aa.....'))
  })

  test('of all but one of a call fails them', () => {
    const answer = answered('MESSAGE_REJECTED', ...Array(9).fill('MESSAGE_REJECTED'), 'SUCCESS')
    expect(settle(codes('~'.repeat(11)), answer)).toEqual({
      codes: codes(`${'M'.repeat(10)}a`),
      slowDown: false,
    })
  })

  test('is none where two permanent statuses are mixed', () => {
    const answer = answered('MESSAGE_REJECTED', 'INVALID_PARAMETER', ...Array(4).fill('MESSAGE_REJECTED'))
    expect(settle(codes('~~~~~~'), answer).codes).toEqual(codes('MPMMMM'))
  })

  test.each([
    ['the first five of a halved batch unsettles them all', 'uBBBB~..', 'u.......'],
    ['five after somebody was accepted fails the fifth', 'aBBBB~..', 'aBBBBB..'],
    ['five after somebody became uncertain fails the fifth', '?BBBB~..', '?BBBBB..'],
    ['four fails the fourth', 'uBBB~...', 'uBBBB...'],
  ])('by %s', (_, before, after) => {
    const settled = settle(codes(before), refused('BadRequestException', 'bad'), 1)
    expect(settled.codes).toEqual(codes(after))
    expect(settled.pause !== undefined).toBe(after.endsWith('.......'))
  })
})

/** Calls a batch until nobody waits or it pauses, as the sender does; SES refuses every call that holds a bad reader. */
const callUntilSettled = (size: number, bad: ReadonlySet<number>) => {
  let batch: Pick<Settlement, 'codes' | 'most' | 'pause'> = { codes: Array(size).fill('.') }
  let calls = 0
  const accepted: number[] = []
  while (batch.codes.includes('.') && batch.pause === undefined) {
    const waiting = batch.codes.flatMap((code, position) => (code === '.' ? [position] : []))
    const called = waiting.slice(0, batch.most)
    const marked = batch.codes.map((code, position) => (called.includes(position) ? '~' : code))
    const isRefused = called.some((position) => bad.has(position))
    const answer = isRefused ? refused('BadRequestException', 'bad') : allAre('SUCCESS', called.length)
    if (!isRefused) accepted.push(...called)
    batch = settle(marked, answer, batch.most)
    calls += 1
  }
  return { ...batch, calls, accepted }
}

const aBatchWithBadReaders = fc
  .integer({ min: 2, max: 50 })
  .chain((size) => fc.tuple(fc.constant(size), fc.uniqueArray(fc.nat(size - 1), { maxLength: size })))

describe('a batch of which SES refuses every call that holds a bad reader', () => {
  const startsWithGood = ([size, bad]: [number, number[]]) =>
    Array.from({ length: Math.min(size, UNIFORM) }, (_, position) => position).some(
      (position) => !bad.includes(position),
    )

  test('is halved until exactly these fail and everybody else is accepted once, in calls logarithmic for each', () => {
    fc.assert(
      fc.property(aBatchWithBadReaders.filter(startsWithGood), ([size, all]) => {
        const bad = new Set(all)
        const { codes: after, accepted, calls } = callUntilSettled(size, bad)
        expect(after).toEqual(after.map((_, position) => (bad.has(position) ? 'B' : 'a')))
        expect(accepted.length).toBe(new Set(accepted).size)
        expect(calls).toBeLessThanOrEqual(1 + 4 * bad.size * Math.ceil(Math.log2(size)))
      }),
    )
  })

  test('and whose first five are all bad is left as it was, and pauses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 50 }), fc.array(fc.nat(49)), (size, others) => {
        const bad = new Set([0, 1, 2, 3, 4, ...others.filter((position) => position < size)])
        const { codes: after, pause, accepted } = callUntilSettled(size, bad)
        expect(after).toEqual(Array(size).fill('.'))
        expect(pause).toEqual({ cause: 'alike', words: expect.stringContaining('BadRequestException: bad') })
        expect(accepted).toEqual([])
      }),
    )
  })
})

const CODE = fc.constantFrom(...(Object.keys(CODES) as Code[]))
const STATUS = fc.constantFrom('NEW_STATUS', '', ...Object.keys(STATUSES))
const anEntryAnswer: fc.Arbitrary<EntryAnswer> = fc.record({ status: STATUS })
const anAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ kind: fc.constant('not-sent' as const), words: fc.string() }),
  fc.record({ kind: fc.constant('unknown' as const), words: fc.string() }),
  fc.record({
    kind: fc.constant('refused' as const),
    error: fc.constantFrom('NewException', ...Object.keys(EXCEPTIONS)),
    words: fc.constantFrom('words', 'Daily message quota exceeded.'),
  }),
  fc.record({ kind: fc.constant('answered' as const), entries: fc.array(anEntryAnswer, { maxLength: 50 }) }),
  // All alike.
  STATUS.map((status) => allAre(status, 50)),
)
const someCodes = fc
  .array(fc.oneof(CODE, fc.constant<Code>('~')), { minLength: 1, maxLength: 50 })
  .filter((all) => all.includes('~'))
/** Codes with an answer that mostly has the right number of results, in a call that may have been of a half. */
const aCall = fc
  .tuple(someCodes, anAnswer, fc.array(anEntryAnswer, { minLength: 50, maxLength: 50 }), fc.boolean())
  .map(([before, answer, entries, fits]): { before: Code[]; answer: Answer; most: number } => {
    const called = before.filter((code) => code === '~').length
    const most = called
    if (answer.kind !== 'answered' || !fits) return { before, answer, most }
    const fitting = answer.entries.length === 50 ? answer.entries : entries
    return { before, answer: { kind: 'answered', entries: fitting.slice(0, called) }, most }
  })
const MAY_HAVE_LEFT: readonly Code[] = ['a', '?', '!']

describe('settling any call', () => {
  test('leaves nobody in it, and loses nobody', () => {
    fc.assert(
      fc.property(aCall, ({ before, answer, most }) => {
        const { codes: after } = settle(before, answer, most)
        expect(after).not.toContain('~')
        expect(after.length).toBe(before.length)
      }),
    )
  })

  test('changes only who was in it, but that readers who all failed alike wait again when the digest pauses', () => {
    fc.assert(
      fc.property(aCall, ({ before, answer, most }) => {
        const { codes: after, pause } = settle(before, answer, most)
        for (const [position, code] of before.entries()) {
          if (code === '~' || after[position] === code) continue
          expect(CODES[code].disposition).toBe('failed')
          expect(after[position]).toBe('.')
          expect(['ses', 'alike']).toContain(pause?.cause)
        }
      }),
    )
  })

  test('lets nobody be called again of whom SES may hold the mail', () => {
    fc.assert(
      fc.property(aCall, ({ before, answer, most }) => {
        const { codes: after } = settle(before, answer, most)
        const called = before.flatMap((code, position) => (code === '~' ? [position] : []))
        const mayHaveLeft = called.filter((_, index) => {
          if (answer.kind === 'unknown') return true
          if (answer.kind !== 'answered') return false
          return answer.entries.length !== called.length || answer.entries[index]?.status === 'SUCCESS'
        })
        for (const position of mayHaveLeft) expect(MAY_HAVE_LEFT).toContain(after[position])
      }),
    )
  })

  test('fails nobody for a refusal that they share with all of five or more', () => {
    fc.assert(
      fc.property(aCall, ({ before, answer, most }) => {
        const { codes: after } = settle(before, answer, most)
        const called = before.flatMap((code, position) => (code === '~' ? [after[position] ?? '.'] : []))
        const alike = called.every((code) => code === called[0])
        if (called.length >= UNIFORM && alike) expect(CODES[called[0] ?? '.'].disposition).not.toBe('failed')
      }),
    )
  })

  test('never leaves readers waiting without another call or a pause with words, and never asks for both', () => {
    fc.assert(
      fc.property(aCall, ({ before, answer, most }) => {
        const { codes: after, again, pause } = settle(before, answer, most)
        if (after.includes('.')) expect(again !== undefined || (pause?.words ?? '') !== '').toBe(true)
        expect(again !== undefined && pause !== undefined).toBe(false)
        if (again !== undefined) expect(after).toContain('.')
      }),
    )
  })
})
