import { Temporal } from 'temporal-polyfill'
import { type Instant, toInstant } from '../instant.ts'
import type { SubmittedPost } from '../post.ts'

/** The moments that part a month, local to a zone, evenly for a number of posts. */
const moments = (month: Instant, zone: string, count: number): Instant[] => {
  const first = Temporal.PlainDate.from(month.slice(0, 10)).with({ day: 1 })
  const start = first.toZonedDateTime(zone).epochMilliseconds
  const end = first.add({ months: 1 }).toZonedDateTime(zone).epochMilliseconds
  return Array.from({ length: count }, (_, index) =>
    toInstant(start + ((end - start) * (index + 0.5)) / count),
  )
}

/**
 * Spreads the month-dated posts of one page over the weeks of their month, in page order, as though one had followed
 * the other: in the month itself, or when it is replayed, each weekly digest takes up its share.
 */
export const spreadMonths = (posts: readonly SubmittedPost[], zone: string): SubmittedPost[] => {
  const isOfMonth = ({ datePrecision, publishedAt }: SubmittedPost) =>
    datePrecision === 'month' && publishedAt !== undefined
  const months = Map.groupBy(posts.filter(isOfMonth), ({ publishedAt }) => publishedAt as Instant)
  const spread = new Map<SubmittedPost, Instant>()
  for (const [month, all] of months) {
    const at = moments(month, zone, all.length)
    all.forEach((post, index) => {
      spread.set(post, at[index] ?? month)
    })
  }
  return posts.map((post) => ({ ...post, spreadAt: spread.get(post) }))
}
