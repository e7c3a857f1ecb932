import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CODES, type Code } from '#functions/core/disposition.ts'
import {
  type Answer,
  type EntryAnswer,
  EXCEPTION_CONSEQUENCES,
  STATUS_CONSEQUENCES,
} from '#functions/core/ses-answers.ts'
import { settle } from '#functions/core/settle.ts'

const codes = (text: string): Code[] => [...text] as Code[]
const answered = (...statuses: string[]): Answer => ({
  kind: 'answered',
  entries: statuses.map((status) => ({ status, words: `words of ${status}` })),
})
const refused = (error: string, words = 'words'): Answer => ({ kind: 'refused', error, words })

describe('after a call', () => {
  test('each reader in it stands as SES answered, in the order of the request', () => {
    const answer = answered('SUCCESS', 'MESSAGE_REJECTED', 'TRANSIENT_FAILURE')
    expect(settle(codes('u~a~?~'), answer)).toEqual({ codes: codes('uaaM?.'), retry: true })
  })

  test('nobody is to be called again when all were accepted', () => {
    expect(settle(codes('~~'), answered('SUCCESS', 'SUCCESS'))).toEqual({ codes: codes('aa'), retry: false })
  })

  test('that did not leave, its readers wait for another', () => {
    expect(settle(codes('a~~'), { kind: 'not-sent', words: 'ENOTFOUND' })).toEqual({
      codes: codes('a..'),
      retry: true,
    })
  })

  test('whose answer nobody knows, its readers are uncertain and are not called again', () => {
    expect(settle(codes('a~~'), { kind: 'unknown', words: 'timeout' })).toEqual({
      codes: codes('a??'),
      retry: false,
    })
  })

  test.each([[[]], [['SUCCESS']], [['SUCCESS', 'SUCCESS', 'SUCCESS']]])(
    'with a wrong number of results, %j for two readers, they are uncertain',
    (statuses) => {
      expect(settle(codes('~s~'), answered(...statuses))).toEqual({ codes: codes('?s?'), retry: false })
    },
  )

  test('a status that needs a person pauses with the first such words, and its reader waits', () => {
    const answer = answered('SUCCESS', 'ACCOUNT_SUSPENDED', 'TEMPLATE_NOT_FOUND')
    expect(settle(codes('~~~'), answer)).toEqual({
      codes: codes('a..'),
      retry: false,
      pause: 'ACCOUNT_SUSPENDED: words of ACCOUNT_SUSPENDED',
    })
  })

  test('a status that nobody has heard of pauses and fails no reader', () => {
    expect(settle(codes('~'), answered('NEW_STATUS'))).toMatchObject({
      codes: ['.'],
      pause: expect.stringContaining('NEW_STATUS'),
    })
  })

  test('refused for its rate, its readers wait', () => {
    expect(
      settle(codes('~~a'), refused('TooManyRequestsException', 'Maximum sending rate exceeded.')),
    ).toEqual({
      codes: codes('..a'),
      retry: true,
    })
  })

  test('refused because the day is used up, the digest pauses with SES’s words and its readers wait', () => {
    const words = 'Daily message quota exceeded.'
    expect(settle(codes('~~'), refused('LimitExceededException', words))).toEqual({
      codes: codes('..'),
      retry: false,
      pause: `LimitExceededException: ${words}`,
    })
  })

  test('refused for content, its one reader fails, but several wait and the digest pauses', () => {
    expect(settle(codes('a~'), refused('BadRequestException'))).toEqual({ codes: codes('aB'), retry: false })
    expect(settle(codes('~~'), refused('BadRequestException', 'bad'))).toEqual({
      codes: codes('..'),
      retry: false,
      pause: 'BadRequestException: bad',
    })
  })
})

const CODE = fc.constantFrom(...(Object.keys(CODES) as Code[]))
const STATUS = fc.constantFrom('SUCCESS', 'NEW_STATUS', '', ...Object.keys(STATUS_CONSEQUENCES))
const anEntryAnswer: fc.Arbitrary<EntryAnswer> = fc.record({ status: STATUS })
const anAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ kind: fc.constant('not-sent' as const), words: fc.string() }),
  fc.record({ kind: fc.constant('unknown' as const), words: fc.string() }),
  fc.record({
    kind: fc.constant('refused' as const),
    error: fc.constantFrom('NewException', ...Object.keys(EXCEPTION_CONSEQUENCES)),
    words: fc.constantFrom('words', 'Daily message quota exceeded.'),
  }),
  fc.record({ kind: fc.constant('answered' as const), entries: fc.array(anEntryAnswer, { maxLength: 50 }) }),
)
const someCodes = fc.array(fc.oneof(CODE, fc.constant<Code>('~')), { minLength: 1, maxLength: 50 })
/** Codes with an answer that mostly has the right number of results. */
const aCall = fc
  .tuple(someCodes, anAnswer, fc.array(anEntryAnswer, { minLength: 50, maxLength: 50 }), fc.boolean())
  .map(([before, answer, entries, fits]): { before: Code[]; answer: Answer } => {
    const called = before.filter((code) => code === '~').length
    return answer.kind === 'answered' && fits
      ? { before, answer: { kind: 'answered', entries: entries.slice(0, called) } }
      : { before, answer }
  })

describe('settling any call', () => {
  test('changes only who was in it, and leaves nobody in it', () => {
    fc.assert(
      fc.property(aCall, ({ before, answer }) => {
        const { codes: after } = settle(before, answer)
        expect(after).not.toContain('~')
        expect(after.length).toBe(before.length)
        for (const [position, code] of before.entries()) if (code !== '~') expect(after[position]).toBe(code)
      }),
    )
  })

  test('lets nobody be called again of whom SES may hold the mail', () => {
    fc.assert(
      fc.property(aCall, ({ before, answer }) => {
        const { codes: after } = settle(before, answer)
        const called = before.flatMap((code, position) => (code === '~' ? [position] : []))
        const mayHaveLeft = called.filter((_, index) => {
          if (answer.kind === 'unknown') return true
          if (answer.kind !== 'answered') return false
          return answer.entries.length !== called.length || answer.entries[index]?.status === 'SUCCESS'
        })
        for (const position of mayHaveLeft) expect(after[position]).not.toBe('.')
      }),
    )
  })

  test('never both pauses without words nor leaves readers waiting without a reason', () => {
    fc.assert(
      fc.property(aCall, ({ before, answer }) => {
        const { codes: after, retry, pause } = settle(before, answer)
        const waits = before.some((code, position) => code === '~' && after[position] === '.')
        if (waits) expect(retry || (pause ?? '') !== '').toBe(true)
      }),
    )
  })
})
