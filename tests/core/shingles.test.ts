import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareWords } from '#functions/core/compare-words.ts'
import { shinglesOf, wordsOf } from '#functions/core/shingles.ts'

const words = (text: string): string[] => wordsOf(text).map(({ word }) => word)
const names = (text: string): string[] => wordsOf(text).flatMap((one) => (one.names ? [one.word] : []))

describe('the words of a text', () => {
  test.each([
    ['U.S. envoy', 'US ENVOY'],
    ['1,340 mill workers', '1.340 Mill-Workers'],
    ['São Côte-Vérane', 'sao cote verane'],
    ['احتُجزوا ٢٦ شهرًا', 'احتجزوا 26 شهرا'],
    ['솔내군 의회가', '솔내군의회가'],
    ['ＮＨＫ「潮見」', 'nhk潮見'],
  ])('are the same in %j and %j', (one, other) => {
    expect(words(one)).toEqual(words(other))
  })

  test('leave out what was cut', () => {
    expect(words('All were brought ash…')).toEqual(['all', 'were', 'brought'])
    expect(words('All were brought ash [...]')).toEqual(['all', 'were', 'brought'])
  })

  test('name what stands large inside a sentence, and numbers', () => {
    expect(names('Police held Mr. Adeyo for 40 days. They say nothing. “We wait,” said Lea.')).toEqual([
      'mr',
      'adeyo',
      '40',
      'lea',
    ])
    expect(names('公正の会はケニアの当局に').join('')).toBe('ケニア')
  })

  test('make shingles of three words or six characters', () => {
    expect([...shinglesOf(wordsOf('All were brought ashore'))]).toEqual([
      ['all were brought', 2],
      ['were brought ashore', 2],
    ])
    expect([...shinglesOf(wordsOf('渔民可以再次下'))]).toEqual([
      ['渔 民 可 以 再 次', 1],
      ['民 可 以 再 次 下', 1],
    ])
    expect(shinglesOf(wordsOf('Read more')).size).toBe(0)
  })
})

describe('two texts', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })

  test('part nowhere when one is the start of the other', () => {
    fc.assert(
      fc.property(text, text, (start, rest) => {
        expect(compareWords(start, [...start, ...rest])).toEqual({ common: start.length, differences: [] })
      }),
    )
  })

  test('have each word of the shorter in common or in a difference', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const { common, differences } = compareWords(left, right)
        const parted = (side: 'left' | 'right') =>
          differences.reduce((sum, one) => sum + one[side].length, common)
        expect([parted('left') === left.length, parted('right') === right.length]).toContain(true)
        expect(common).toBeLessThanOrEqual(Math.min(left.length, right.length))
      }),
    )
  })

  test('part where one has another word', () => {
    const [left, right] = ['the court freed Marr on Monday', 'the court freed Oriel on Monday'].map((one) =>
      one.split(' '),
    )
    expect(compareWords(left ?? [], right ?? []).differences).toEqual([{ left: ['Marr'], right: ['Oriel'] }])
  })
})
