import { describe, expect, test } from 'vitest'
import { spreadMonths } from '#functions/core/archive/spread-months.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import { replayJob, trialJob } from '#infra/local/main-job.ts'
import { at } from '#tests/support/builders.ts'

const posts = (all: SubmittedPost[]) => spreadMonths(all, 'UTC').map((post) => ({ post, file: 'a.txt' }))
const on = (date: string): SubmittedPost => ({
  title: date,
  publishedAt: at(date),
  datePrecision: 'day',
  categories: ['News'],
})

describe('a trial', () => {
  test('has two digests, from now on', () => {
    const job = trialJob(at('2026-11-24T07:00:30Z'), posts([on('2013-01-01'), on('2013-01-02')]))
    expect(job).toMatchObject({ digests: 2, newsletter: { slot: { weekday: 'tuesday', time: '07:00' } } })
    expect(job.startsAt).toBeUndefined()
  })
})

describe('a replay', () => {
  test('begins a week behind the oldest post and ends behind the newest', () => {
    const { startsAt, digests } = replayJob(posts([on('2016-04-20'), on('2016-04-02')]))
    expect([startsAt, digests]).toEqual(['2016-04-09T00:00:00.000Z', 3])
    expect(replayJob(posts([on('2016-04-02')])).digests).toBe(1)
  })

  test('of a month’s page has the weeks of that month', () => {
    const ofApril: SubmittedPost = { title: 'a', publishedAt: at('2016-04-01'), datePrecision: 'month' }
    const { startsAt, digests } = replayJob(
      posts(
        Array(12)
          .fill(ofApril)
          .map((post, index) => ({ ...post, title: `${index}` })),
      ),
    )
    expect([startsAt, digests]).toEqual(['2016-04-09T00:00:00.000Z', 4])
  })

  test('drips only the posts that have no date', () => {
    const undated = { title: 'undated', categories: ['News'] }
    const { newsletter } = replayJob(posts([on('2016-04-02'), on('2016-04-16'), undated]))
    expect(newsletter.categories.map(({ dripPerWeek }) => dripPerWeek)).toEqual([1, 0])
  })

  test('of no dated post, or of more than two years, is refused', () => {
    expect(() => replayJob(posts([{ title: 'undated' }]))).toThrow(/nothing to replay/)
    expect(() => replayJob(posts([on('2013-01-01'), on('2016-01-01')]))).toThrow(/span 157 weeks/)
  })
})
