import { expect, test } from 'vitest'
import { usedPosts } from '#functions/core/used-posts.ts'
import { aContent, anEntry } from '#tests/support/builders.ts'

const entries = [anEntry({ post: 'a', also: [{ post: 'a2', title: 'The same' }] }), anEntry({ post: 'b' })]

test('a digest uses up the posts of its entries and those that tell the same stories', () => {
  expect(usedPosts(aContent({ entries }))).toEqual(['a', 'a2', 'b'])
})

test('it uses up what it says or leaves out beside them: corrections, what was dropped, what repeats', () => {
  const content = aContent({
    entries,
    corrections: [{ post: 'c', title: 'An older story', date: '2026-11-17', text: 'It was two.' }],
    dropped: ['d', 'd2'],
    repeats: [{ post: 'r', of: 'told before' }],
  })
  expect(usedPosts(content).toSorted()).toEqual(['a', 'a2', 'b', 'c', 'd', 'd2', 'r'])
})

test('a section’s entries beyond those that are mailed are used as well', () => {
  const sections = [{ category: 'news', name: 'News', entries: ['a', 'b'], mailed: 1 }]
  expect(usedPosts(aContent({ entries, sections }))).toContain('b')
})
