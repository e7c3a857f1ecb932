import { describe, expect, test } from 'vitest'
import { hasAllWords } from '#functions/core/search-words.ts'

const STORY = ['The Ferry to Málaga', 'Ναυτικός κόσμος', undefined, 'https://quay.example/straße']

describe('words are found', () => {
  test.each([
    ['in any of the texts, in any order', 'example ferry'],
    ['whatever their case', 'fErRy'],
    ['with or without accents', 'malaga'],
    ['with accents where the text has none', 'férry'],
    ['as parts of longer words', 'ferr'],
    ['of scripts where a letter has two small forms', 'ναυτικοσ κοσμος'],
    ['where one letter is two in capitals', 'STRASSE'],
    ['between any blanks', '  ferry\t\u00a0malaga '],
    ['by everything, if there are none', ' '],
  ])('%s', (_, query) => {
    expect(hasAllWords(query)(STORY)).toBe(true)
  })

  test('only if all are there', () => {
    expect(hasAllWords('ferry harbour')(STORY)).toBe(false)
  })

  test('in one text each, not across two', () => {
    expect(hasAllWords('málagaναυτικός')(STORY)).toBe(false)
  })
})
