import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spreadMonths } from '#functions/core/archive/spread-months.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import { at } from '#tests/support/builders.ts'

const ofMonth = (month: string, count: number): SubmittedPost[] =>
  Array.from({ length: count }, (_, index) => ({
    title: `${month} ${index}`,
    publishedAt: at(`${month}-01`),
    datePrecision: 'month',
  }))

describe('the posts of a month’s page', () => {
  test('are spread over the month in page order, a like share for each week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 12 }), (count, number) => {
        const month = `2016-${String(number).padStart(2, '0')}`
        const spread = spreadMonths(ofMonth(month, count), 'UTC').map(({ spreadAt }) => spreadAt ?? '')
        expect(spread).toEqual(spread.toSorted())
        for (const moment of spread) expect(moment.slice(0, 7)).toBe(month)
        const weeks = [1, 8, 15, 22].map(
          (day) =>
            spread.filter(
              (moment) => Number(moment.slice(8, 10)) >= day && Number(moment.slice(8, 10)) < day + 7,
            ).length,
        )
        expect(Math.max(...weeks) - Math.min(...weeks)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('keep to the month of their newsletter’s zone', () => {
    const [only] = spreadMonths(ofMonth('2016-04', 1), 'Asia/Seoul')
    expect(only?.spreadAt).toBe('2016-04-15T15:00:00.000Z')
  })

  test('leave the others where they are', () => {
    const dated: SubmittedPost = { title: 'a', publishedAt: at('2016-04-05'), datePrecision: 'day' }
    const undated: SubmittedPost = { title: 'b' }
    const all = spreadMonths([dated, ...ofMonth('2016-04', 2), undated, ...ofMonth('2016-05', 1)], 'UTC')
    expect(all.map(({ spreadAt }) => spreadAt)).toEqual([
      undefined,
      '2016-04-08T12:00:00.000Z',
      '2016-04-23T12:00:00.000Z',
      undefined,
      '2016-05-16T12:00:00.000Z',
    ])
  })
})
