import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readingSeconds, storyMinutes, toMinutes } from '#functions/core/reading-time.ts'

const words = (count: number): string => Array.from({ length: count }, () => 'word').join(' ')

describe('the time to read', () => {
  test('is a minute for 230 words, or for 500 characters of a script without blanks', () => {
    expect(readingSeconds(words(230))).toBe(60)
    expect(readingSeconds('字'.repeat(500))).toBe(60)
    expect(readingSeconds('가'.repeat(250) + words(115))).toBe(60)
    expect(readingSeconds('')).toBe(0)
  })

  test('is said in whole minutes, at least one', () => {
    expect([0, 1, 60, 61, 300].map(toMinutes)).toEqual([1, 1, 1, 2, 5])
  })

  test('of a longer text is never less', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(readingSeconds(`${one} ${other}`)).toBeGreaterThanOrEqual(readingSeconds(one))
      }),
    )
  })
})

describe('how long a story takes', () => {
  test('is known of a whole text', () => {
    expect(storyMinutes(words(900), false)).toBe(4)
  })

  test('is not known of one that goes on elsewhere, or that may be a summary', () => {
    expect(storyMinutes(words(900), true)).toBeUndefined()
    expect(storyMinutes(words(80), false)).toBeUndefined()
  })
})
