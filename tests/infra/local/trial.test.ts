import { describe, expect, test } from 'vitest'
import type { SubmittedPost } from '#functions/core/post.ts'
import { slotAt } from '#infra/local/slot-at.ts'
import { frequentCategories, trialNewsletter } from '#infra/local/trial.ts'
import { at } from '#tests/support/builders.ts'

const WHEN = slotAt(at('2026-11-24T07:00:00Z'), 'UTC')
const TWO_WEEKS = { weeks: 2, waits: () => true }
const filed = (...categories: string[]): SubmittedPost => ({ title: categories.join(' '), categories })
const categoriesOf = (posts: SubmittedPost[]) =>
  trialNewsletter(posts, WHEN, TWO_WEEKS).categories.map(({ name, dripPerWeek }) => [name, dripPerWeek])

describe('a trial newsletter', () => {
  test('has the six most frequent categories of its posts, ties by name, then Other', () => {
    const posts = [...'hgfedcb'].map((name) => filed(name))
    expect(frequentCategories([...posts, filed('g'), filed('g', 'g')])).toEqual([
      'g',
      'b',
      'c',
      'd',
      'e',
      'f',
    ])
    expect(categoriesOf(posts).map(([name]) => name)).toEqual(['b', 'c', 'd', 'e', 'f', 'g', 'Other'])
  })

  test('places half of each category a week, rounded up; a post counts in its first category', () => {
    const posts = [filed('a'), filed('a', 'b'), filed('a'), filed('b'), filed()]
    expect(categoriesOf(posts)).toEqual([
      ['a', 2],
      ['b', 1],
      ['Other', 1],
    ])
  })

  test('lets a category of the files that is named Other take the rest', () => {
    expect(categoriesOf([filed('other'), filed('a'), filed()])).toEqual([
      ['a', 1],
      ['other', 1],
    ])
  })

  test('shows every entry in the mail while all fit, and fewer a category when mail programs would cut it', () => {
    const long = { text: 'A long story. '.repeat(100), categories: ['a'] }
    const some = (count: number) => Array.from({ length: count }, () => long)
    expect(trialNewsletter(some(120), WHEN, TWO_WEEKS).entriesPerCategory).toBe(50)
    expect(trialNewsletter(some(200), WHEN, TWO_WEEKS).entriesPerCategory).toBe(20)
  })
})
