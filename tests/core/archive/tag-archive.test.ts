import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readArchive } from '#functions/core/archive/read-archive.ts'
import { Invalid } from '#functions/core/errors.ts'
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
const read = (page: string, zone = UTC) => readArchive(Buffer.from(page), zone)

describe('a saved tag archive', () => {
  test('is read as posts with what the page says of each, in its order', () => {
    const { name, kind, posts } = read(PAGE)
    expect({ name, kind }).toEqual({ name: 'river', kind: 'tag' })
    const common = { datePrecision: 'instant', tags: ['river'] }
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
    expect(read(change(PAGE))).toEqual(read(PAGE))
  })

  test('gives the same posts with each line parted from the next in any way', () => {
    const breaks = fc.constantFrom('\n', '\r\n', '\n\n', '\r\n \r\n', '\n\t\n\n')
    const lines = PAGE.split(/\n+/)
    fc.assert(
      fc.property(fc.array(breaks, { minLength: lines.length, maxLength: lines.length }), (all) => {
        expect(read(lines.map((line, index) => line + all[index]).join(''))).toEqual(read(PAGE))
      }),
    )
  })

  test('gives the same posts with straight quotes, but for the quotes', () => {
    const straight = (text: string) => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
    expect(read(straight(PAGE))).toEqual(
      JSON.parse(
        JSON.stringify(read(PAGE), (_, value) => (typeof value === 'string' ? straight(value) : value)),
      ),
    )
  })

  test.each([
    ['empty', Buffer.of()],
    ['no text', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0])],
    ['no archive', Buffer.from('A letter.\n\nIn haste on March 31.')],
    ['an archive without posts', Buffer.from('Posts Tagged ‘river’\n\nNothing found.')],
    ['an archive of posts in an unmarked encoding', Buffer.from(PAGE, 'utf16le')],
  ])('is refused when it is %s', (_, bytes) => {
    expect(() => readArchive(bytes, UTC)).toThrow(Invalid)
  })

  test('is read in the encodings of its time', () => {
    const marked = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(PAGE, 'utf16le')])
    expect(readArchive(marked, UTC)).toEqual(read(PAGE))
    const bytes: Record<string, number> = { '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94 }
    const windows = Buffer.from([...PAGE].map((character) => bytes[character] ?? character.charCodeAt(0)))
    expect(readArchive(windows, UTC)).toEqual(read(PAGE))
  })
})
