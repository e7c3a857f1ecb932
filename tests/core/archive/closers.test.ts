import { describe, expect, test } from 'vitest'
import { readCloser } from '#functions/core/archive/closers.ts'
import { isExcerpt, withoutReadMore } from '#functions/core/archive/read-more.ts'

const read = (line: string) => readCloser(line, 'UTC')

describe('a line that ends a post', () => {
  test.each([
    ['[NPR]', 'NPR'],
    ['[The Washington Post]', 'The Washington Post'],
    ['[N.Y. Times]', 'N.Y. Times'],
    ['[연합뉴스]', '연합뉴스'],
    ['[Read full Quay News article]', 'Quay News'],
    ['[Read full The Quay Post article]', 'The Quay Post'],
    ['[Read the full story at Quay News]', 'Quay News'],
    ['[Excerpts from the Quay News report]', 'Quay News'],
    ['[via Quay News]', 'Quay News'],
    ['Source: Quay News', 'Quay News'],
    ['Source : The Quay', 'The Quay'],
    ['(Source: Quay News)', 'Quay News'],
    ['Via: Quay News', 'Quay News'],
    ['via Quay News', 'Quay News'],
    ['Source: Quay News (Lakeside)', 'Quay News (Lakeside)'],
    ['Source: Quay News, March 3, 2013', 'Quay News'],
    ['Source: Lake Yearbook 2013', 'Lake Yearbook 2013'],
    ['Originally published in Quay News', 'Quay News'],
    ['[Excerpts from the Quay News report by Mira Oduya]', 'Quay News'],
    ['[Yahoo!]', 'Yahoo!'],
    ['[(AP)]', 'AP'],
    ['[Image Nation]', 'Image Nation'],
  ])('“%s” names the publisher %s', (line, publisher) => {
    expect(read(line)).toEqual({ kind: 'credit', meta: { publisher } })
  })

  test('that gives an address as its source names its host, if nobody else', () => {
    expect(read('Source: Quay News, https://quay.example/a.')?.meta).toEqual({ publisher: 'Quay News' })
    expect(read('Source: http://www.quay.example/a')?.meta).toEqual({ publisher: 'quay.example' })
  })

  test.each([
    'Read more',
    'Read more »',
    'Read More…',
    'Read more...',
    'Continue reading',
    'Continue reading »',
    'Continue reading →',
    'Continue reading “The ferry is late” →',
    'Continue reading The ferry is late →',
    'Read the rest of this entry »',
    'Read full article',
    'Read Full Post »',
    'Read more ›',
    '→ Read More: The ferry is late',
    '(more…)',
    '[Read more...] about The ferry is late',
    '[Read full article]',
    '[Read more]',
    'Keep reading',
    'Read Article →',
    'Read the full story here.',
    'To read the full article, click here.',
  ])('“%s” says that it goes on', (line) => {
    expect(read(line)).toEqual({ kind: 'read-more', meta: { continues: true } })
  })

  test('that leads to somebody else’s page names them', () => {
    const meta = { publisher: 'Quay News', continues: true }
    expect(read('Read more at Quay News »')?.meta).toEqual(meta)
    expect(read('Read the full Quay News article')?.meta).toEqual(meta)
    const url = 'https://quay.example/a'
    expect(read(`Read more: ${url}`)?.meta).toEqual({ url, continues: true })
  })

  test.each([
    ['Posted in Lakes, Rivers', { categories: ['Lakes', 'Rivers'] }],
    [
      'Posted in Lakes | Tagged boat, ice | Leave a comment',
      { categories: ['Lakes'], tags: ['boat', 'ice'] },
    ],
    ['Filed under: Lakes | 3 Comments »', { categories: ['Lakes'] }],
    ['Tags: boat, ice', { tags: ['boat', 'ice'] }],
    ['Labels: boat', { tags: ['boat'] }],
    ['Categories: Lakes, Rivers', { categories: ['Lakes', 'Rivers'] }],
    ['Posted by Mira at 3:17 PM', { authors: ['Mira'] }],
    [
      'This entry was posted in Lakes, Rivers and tagged boat, ice on April 5, 2016 by Mira Oduya.',
      {
        categories: ['Lakes', 'Rivers'],
        tags: ['boat', 'ice'],
        authors: ['Mira Oduya'],
        publishedAt: '2016-04-05T00:00:00.000Z',
        datePrecision: 'day',
      },
    ],
    [
      'This entry was posted in Lakes by Mira. Bookmark the permalink.',
      { categories: ['Lakes'], authors: ['Mira'] },
    ],
  ])('“%s” says what it is filed under', (line, meta) => {
    expect(read(line)).toEqual({ kind: 'filing', meta })
  })

  test.each([
    '[…]',
    '[1]',
    '[Update: She has since come home.]',
    '[They] said so.',
    'He read more of it than he liked.',
    'Source: a timetable, as the captain says.',
    'More than a hundred people came.',
    'Posted in the square, the notice was read by all.',
    'Posted inside the square',
    'HT: Quay News',
    'via satellite',
    'Continue reading the minutes with care.',
    'Read on the bus by all',
  ])('is not “%s”', (line) => {
    expect(read(line)).toBeUndefined()
  })
})

describe('a last paragraph', () => {
  test.each([
    ['It is late. Read more', 'It is late.'],
    ['“It is late.”   Read more', '“It is late.”'],
    ['It is late… Continue reading →', 'It is late…'],
    ['It is late and most Read more »', 'It is late and most'],
    ['It is late. (more…)', 'It is late.'],
    ['It is late. [Read more...] about The ferry', 'It is late.'],
  ])('“%s” is told from the words behind it', (line, text) => {
    expect(withoutReadMore(line)).toEqual({ text })
  })

  test.each(['He could not read more', 'Read more', 'It is late. No more', 'They wanted more'])(
    'stays whole: “%s”',
    (line) => {
      expect(withoutReadMore(line)).toBeUndefined()
    },
  )

  test('may say at whose it goes on', () => {
    const publisher = 'Quay News'
    expect(withoutReadMore('It is late. Read more at Quay News')).toEqual({ text: 'It is late.', publisher })
    expect(withoutReadMore('It is late. [Read full Quay News article]')).toEqual({
      text: 'It is late.',
      publisher,
    })
  })

  test('of a megabyte takes no longer for its length', () => {
    const long = 'It is late. '.repeat(100_000)
    expect(withoutReadMore(`${long}Read more`)?.text).toBe(long.trimEnd())
    expect(read(long)).toBeUndefined()
  })

  test('is an excerpt when a program cut it', () => {
    const long = 'It has been waiting at the quay since the river froze over in the first week of'
    expect(isExcerpt('It waits […]')).toBe(true)
    expect(isExcerpt(`${long}…`)).toBe(true)
    expect(isExcerpt(`${long}...`)).toBe(true)
    expect(isExcerpt('It waits…')).toBe(false)
    expect(isExcerpt(`${long} winter.`)).toBe(false)
  })
})
