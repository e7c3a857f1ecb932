import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wrapText } from '#functions/core/wrap-text.ts'

const words = fc.array(fc.stringMatching(/^[a-zé.,]{1,14}$/), { minLength: 1, maxLength: 30 })
const columns = fc.integer({ min: 4, max: 40 })
const INDENT = '  '

describe('a wrapped paragraph', () => {
  test('keeps its words and their order', () => {
    fc.assert(
      fc.property(words, columns, (all, width) => {
        expect(wrapText(all.join(' '), width, INDENT).trim().split(/\s+/)).toEqual(all)
      }),
    )
  })

  test('has no line over its columns, the indent included, but for a single longer word', () => {
    fc.assert(
      fc.property(words, columns, (all, width) => {
        for (const line of wrapText(all.join(' '), width, INDENT).split('\n')) {
          expect(line.startsWith(INDENT)).toBe(true)
          if (line.length > width) expect(line.trim()).not.toContain(' ')
        }
      }),
    )
  })

  test('breaks only where the next word no longer fits', () => {
    fc.assert(
      fc.property(words, columns, (all, width) => {
        const lines = wrapText(all.join(' '), width).split('\n')
        for (const [index, line] of lines.entries()) {
          const [next] = lines[index + 1]?.split(' ') ?? []
          if (next !== undefined) expect(`${line} ${next}`.length).toBeGreaterThan(width)
        }
      }),
    )
  })

  test('counts wide characters as two columns and marks as none', () => {
    expect(wrapText('日本語の文章です', 8)).toBe('日本語の\n文章です')
    expect(wrapText('한국어 뉴스', 10)).toBe('한국어\n뉴스')
    expect(wrapText('e\u0301te\u0301 e\u0301te\u0301', 7)).toBe('e\u0301te\u0301 e\u0301te\u0301')
    expect(wrapText('😀😀 😀😀', 8)).toBe('😀😀\n😀😀')
  })

  test('keeps the blanks between wide characters and others', () => {
    expect(wrapText('東京 Tokyo と 大阪 Osaka', 80)).toBe('東京 Tokyo と 大阪 Osaka')
    expect(wrapText('東京 Tokyo と 大阪', 10)).toBe('東京 Tokyo\nと 大阪')
  })

  test('is one empty line of nothing', () => {
    expect(wrapText('', 10)).toBe('')
  })
})
