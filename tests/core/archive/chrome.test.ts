import { describe, expect, test } from 'vitest'
import { isChrome, isPaging } from '#functions/core/archive/chrome.ts'
import { CHROME } from '#tests/support/archive-page.ts'

describe('a line of the page', () => {
  test.each([
    ...CHROME,
    '« Older Entries',
    'Next →',
    '1 2 3',
    'Like Loading…',
    '* Tweet',
    'Share this post: Facebook Twitter',
    'View all posts by Mira →',
    'Log in to Reply',
    'Email This BlogThis! Share to Twitter Share to Facebook',
    'Loading\u00a0…',
  ])('is “%s”', (line) => {
    expect(isChrome(line)).toBe(true)
  })

  test.each([
    'The ferry is late',
    'Key conclusions',
    'Nov. 29, 2012',
    '1984',
    '~   ~   ~',
    '* * *',
    '—',
    'More on the ferry',
    'He liked it.',
    'Share the river, say both towns',
    'Related to the ferry, a bridge was built.',
    '3 bridges',
    'Copy that',
    'Search and rescue',
    'Search for missing captains',
    'Powered by the wind: mills of the lake',
    'Theme parks and quays',
    'Copyright law comes to the lake',
    'One response to the flood',
    'Share with the islands what the shore knows',
    'Follow the captain on Twitter',
  ])('is not “%s”', (line) => {
    expect(isChrome(line)).toBe(false)
  })

  test('takes no time on a long one', () => {
    for (const line of ['1 '.repeat(100), 'share '.repeat(33), '1'.repeat(199), `${'1, '.repeat(60)}x`])
      expect(isChrome(`${line}!x`)).toBe(false)
  })

  test('leads to another page or does not', () => {
    for (const line of ['← Older posts', '1 2 3', 'Page 1 of 3', 'Next Page »'])
      expect(isPaging(line)).toBe(true)
    for (const line of ['Share this:', 'Loading...', 'The next page']) expect(isPaging(line)).toBe(false)
  })
})
