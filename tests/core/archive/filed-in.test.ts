import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readText } from '#functions/core/archive/read-text.ts'
import { SubmittedPost } from '#functions/core/post.ts'
import { at } from '#tests/support/builders.ts'

const PAGE = `The Site

Posts Tagged ‘river’

A Bridge over the River

In Building, Old and New on March 31, 2013 at 3:17 pm

It stands “at last”.

It’s of stone.

Source: The Daily Bridge

No Words at All

In Building on February 19, 2013 at 12:05 am

In Floods on February 17, 2013 at 12:53 pm

The water rose.

It fell again.

The Ferry

In Boats on January 2, 2013 at 9:00 am

It sails daily.

Source: a timetable, as the captain says.

“It never sank.”

Source: Ferry News

In Fish on January 1, 2013 at 8:00 am

“They are few.”

In Birds on December 31, 2012 at 11:59 pm

They are many.
`

const UTC = { zone: 'UTC' }
const read = (page: string, zone = UTC) => readText(page, zone)

describe('an archive whose posts are filed under their titles', () => {
  test('is read as posts with what the page says of each, in its order', () => {
    const { heading, format, title, posts } = read(PAGE)
    expect({ heading, format, title }).toEqual({
      heading: { name: 'river', kind: 'tag' },
      format: 'filed-in',
      title: 'Posts Tagged ‘river’',
    })
    const common = { datePrecision: 'instant', tags: ['river'], authors: [], continues: false }
    expect(posts).toEqual([
      {
        ...common,
        title: 'A Bridge over the River',
        categories: ['Building', 'Old and New'],
        publishedAt: at('2013-03-31T15:17:00Z'),
        publisher: 'The Daily Bridge',
        text: 'It stands “at last”.\n\nIt’s of stone.',
        position: 0,
      },
      {
        ...common,
        title: 'No Words at All',
        categories: ['Building'],
        publishedAt: at('2013-02-19T00:05:00Z'),
        text: '',
        position: 1,
      },
      {
        ...common,
        title: '',
        categories: ['Floods'],
        publishedAt: at('2013-02-17T12:53:00Z'),
        text: 'The water rose.\n\nIt fell again.',
        position: 2,
      },
      {
        ...common,
        title: 'The Ferry',
        categories: ['Boats'],
        publishedAt: at('2013-01-02T09:00:00Z'),
        publisher: 'Ferry News',
        text: 'It sails daily.\n\nSource: a timetable, as the captain says.\n\n“It never sank.”',
        position: 3,
      },
      {
        ...common,
        title: '',
        categories: ['Fish'],
        publishedAt: at('2013-01-01T08:00:00Z'),
        text: '“They are few.”',
        position: 4,
      },
      {
        ...common,
        title: '',
        categories: ['Birds'],
        publishedAt: at('2012-12-31T23:59:00Z'),
        text: 'They are many.',
        position: 5,
      },
    ])
    for (const post of posts) expect(SubmittedPost.safeParse(post).error).toBeUndefined()
  })

  test('has its times in the zone that is given', () => {
    const [first] = read(PAGE, { zone: 'America/New_York' }).posts
    expect(first?.publishedAt).toBe('2013-03-31T19:17:00.000Z')
  })

  test.each([
    ['other line ends', (page: string) => page.replaceAll('\n', '\r\n')],
    ['the line ends of old Macs', (page: string) => page.replaceAll('\n', '\r')],
    ['doubled blank lines', (page: string) => page.replaceAll('\n\n', '\n\n\n\n')],
    ['no blank lines', (page: string) => page.replaceAll('\n\n', '\n')],
    ['indented lines', (page: string) => page.replaceAll('\n', ' \n\t')],
  ])('gives the same posts with %s', (_, change) => {
    expect(read(change(PAGE)).posts).toEqual(read(PAGE).posts)
  })

  test('gives the same posts with each line parted from the next in any way', () => {
    const breaks = fc.constantFrom('\n', '\r\n', '\n\n', '\r\n \r\n', '\n\t\n\n')
    const lines = PAGE.split(/\n+/)
    fc.assert(
      fc.property(fc.array(breaks, { minLength: lines.length, maxLength: lines.length }), (all) => {
        expect(read(lines.map((line, index) => line + all[index]).join('')).posts).toEqual(read(PAGE).posts)
      }),
    )
  })

  test('gives the same posts with straight quotes, but for the quotes', () => {
    const straight = (text: string) => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
    const straightened = (_: string, value: unknown) => (typeof value === 'string' ? straight(value) : value)
    expect(read(straight(PAGE)).posts).toEqual(JSON.parse(JSON.stringify(read(PAGE).posts, straightened)))
  })
})
