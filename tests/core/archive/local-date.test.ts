import { describe, expect, test } from 'vitest'
import { dateIn, monthOf, readIsoDate } from '#functions/core/archive/local-date.ts'

describe('a date in a line', () => {
  test.each([
    ['March 31, 2013 at 3:17 pm', '2013-03-31T13:17:00.000Z', 'instant'],
    ['31 March 2013 15:17', '2013-03-31T13:17:00.000Z', 'instant'],
    ['March 31, 2013 3:17 pm EST', '2013-03-31T20:17:00.000Z', 'instant'],
    ['April 5th, 2016', '2016-04-05T00:00:00.000Z', 'day'],
    ['Tuesday, 5 April 2016', '2016-04-05T00:00:00.000Z', 'day'],
    ['Apr. 5, 2016', '2016-04-05T00:00:00.000Z', 'day'],
    ['2016-04-05', '2016-04-05T00:00:00.000Z', 'day'],
  ])('%s is %s, to the %s', (line, publishedAt, datePrecision) => {
    expect(dateIn(`by Mira on ${line} in Lakes`, 'Europe/Berlin')).toMatchObject({
      publishedAt,
      datePrecision,
      before: expect.stringMatching(/^by Mira( on)?$/),
      after: 'in Lakes',
    })
  })

  test.each([
    'two hours ago',
    'yesterday',
    'Sunday',
    'May',
    '2016',
    'April 2016',
    'February 30, 2013',
    'April 5',
    'room 2016 at 3 pm',
    '12 May 1274 BC',
    'May 5, 0044',
    'March 5, 9999',
  ])('is not “%s”', (line) => {
    expect(dateIn(line, 'UTC')).toBeUndefined()
  })
})

test('a month is its first moment in UTC', () => {
  const april = { publishedAt: '2016-04-01T00:00:00.000Z', datePrecision: 'month' }
  for (const text of ['April 2016', 'april, 2016', 'Apr 2016', '2016-04', '2016/4'])
    expect(monthOf(text)).toEqual(april)
  for (const text of ['Spring 2016', '2016-13', 'April', '2016']) expect(monthOf(text)).toBeUndefined()
})

describe('a machine’s date', () => {
  test.each([
    ['2019-02-03T10:00:40+01:00', '2019-02-03T09:00:40.000Z', 'instant'],
    ['2019-02-03T10:00:40+0100', '2019-02-03T09:00:40.000Z', 'instant'],
    ['2013-06-13 12:00:00', '2013-06-13T10:00:00.000Z', 'instant'],
    ['2013-06-13T12:00Z', '2013-06-13T12:00:00.000Z', 'instant'],
    ['2013-06-13', '2013-06-13T00:00:00.000Z', 'day'],
    ['2013-06', '2013-06-01T00:00:00.000Z', 'month'],
  ])('%s is %s, to the %s', (value, publishedAt, datePrecision) => {
    expect(readIsoDate(value, 'Europe/Berlin')).toEqual({ publishedAt, datePrecision })
  })

  test.each(['', 'soon', '2013-02-30', '2013-06-13T25:00', '13 June 2013', '0001-01-01T00:00:00Z'])(
    'is not “%s”',
    (value) => {
      expect(readIsoDate(value, 'UTC')).toBeUndefined()
    },
  )
})
