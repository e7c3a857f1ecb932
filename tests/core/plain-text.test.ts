import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerptOf, oneLine, paragraphs } from '#functions/core/plain-text.ts'
import { anyCharacter } from '#tests/support/any-character.ts'

/** Text with what must not stay in it, and with sentences, words and pairs of surrogates to cut between. */
const someText = fc
  .array(
    fc.oneof(
      fc.constantFrom(' ', ' ', '. ', '! ', '。', '…', '\r\n', '\n\n', '\t', '3.14', '”', '\ud83d', '\ude00'),
      fc.constantFrom('\u0000', '\u0002', '\u0003', '\u0085', '\u202e', '\u2066', '\u007f'),
      fc.constantFrom('word', 'Überraschung', '日本語', '😀', '👩‍👩‍👧', 'e\u0301'),
      fc.string({ unit: anyCharacter, maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''))

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be gone
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
const OVERRIDE_OR_HALF = /[\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u

const expectClean = (text: string): void => {
  expect(text).not.toMatch(CONTROL)
  expect(text).not.toMatch(OVERRIDE_OR_HALF)
}

describe('one line of text', () => {
  test('holds no control character, no override of direction and no half of a character', () => {
    fc.assert(
      fc.property(someText, (text) => {
        expectClean(oneLine(text))
        expect(oneLine(text)).not.toMatch(/[\r\n\t]|\s\s|^\s|\s$/)
      }),
    )
  })

  test('is left alone a second time', () => {
    fc.assert(
      fc.property(someText, (text) => {
        expect(oneLine(oneLine(text))).toBe(oneLine(text))
      }),
    )
  })

  test.each([
    ['a title\r\nBcc: all@example.com', 'a title Bcc: all@example.com'],
    ['  two\t\twords ', 'two words'],
    ['e\u0301te\u0301', 'été'],
    ['user\u202egnp.exe', 'usergnp.exe'],
    ['\u0002#if c1\u0003', '#if c1'],
    ['שלום עולם', 'שלום עולם'],
  ])('makes of %j: %j', (text, line) => {
    expect(oneLine(text)).toBe(line)
  })
})

describe('paragraphs', () => {
  test('are parted by one blank line, whatever parted them before', () => {
    const three = 'one\n\ntwo goes on\n\nthree'
    expect(paragraphs('one\r\n\r\ntwo\r\ngoes on\r\n \r\n\r\nthree\r\n')).toBe(three)
    expect(paragraphs('\n\none\n\n\n\ntwo\ngoes  on\n\t\nthree')).toBe(three)
    expect(paragraphs('one\r\rtwo goes on\r\rthree')).toBe(three)
  })

  test('hold nothing that must not stay', () => {
    fc.assert(
      fc.property(someText, (text) => {
        expectClean(paragraphs(text))
        expect(paragraphs(text)).not.toMatch(/\r|\n\n\n|\n\n$|^\n/)
      }),
    )
  })
})

describe('an excerpt', () => {
  const limits = fc.integer({ min: 2, max: 60 })

  test('has at most as many characters as it may, whole ones', () => {
    fc.assert(
      fc.property(someText, limits, (text, limit) => {
        const excerpt = excerptOf(text, limit)
        expect([...excerpt].length).toBeLessThanOrEqual(limit)
        expect(excerpt).not.toMatch(/\p{Surrogate}/u)
      }),
    )
  })

  test('is the text itself where that fits, else its start, which says that it goes on or ends a sentence', () => {
    fc.assert(
      fc.property(someText, limits, (text, limit) => {
        const line = oneLine(text)
        const excerpt = excerptOf(text, limit)
        if ([...line].length <= limit) {
          expect(excerpt).toBe(line)
          return
        }
        const isStart = line.startsWith(excerpt) && excerpt !== ''
        const next = line.slice(excerpt.length)
        const endsSentence = isStart && (/^\s/.test(next) || /[。！？]$/.test(excerpt))
        expect(endsSentence || (excerpt.endsWith('…') && line.startsWith(excerpt.slice(0, -1)))).toBe(true)
      }),
    )
  })

  test.each([
    ['It rained. The sun came out later on.', 20, 'It rained.'],
    ['He said: “It rained.” The sun came out.', 30, 'He said: “It rained.”'],
    ['雨が降った。太陽が出た。また雨。', 8, '雨が降った。'],
  ])('of %j in %i characters ends with a sentence', (text, limit, excerpt) => {
    expect(excerptOf(text, limit)).toBe(excerpt)
  })

  test('ends with a word where no sentence ends in its second half', () => {
    expect(excerptOf('No. But this sentence goes on and on.', 24)).toBe('No. But this sentence…')
  })

  test('does not take the point inside a number for the end of a sentence', () => {
    expect(excerptOf('The answer is about 3.14159 times as large', 22)).toBe('The answer is about…')
  })

  test('cuts one very long word, between characters', () => {
    expect(excerptOf('😀'.repeat(50), 10)).toBe(`${'😀'.repeat(9)}…`)
  })
})
