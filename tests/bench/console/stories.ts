import { type Instant, plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Category, Newsletter } from '#functions/core/newsletter.ts'
import { type Post, postFrom, SubmittedPost } from '#functions/core/post.ts'
import { samplePosts } from '#infra/local/sample/sample-newsletter.ts'
import { seededRandom } from '#infra/local/seeded-random.ts'

const TITLE_WORDS = 11
const TEXT_WORDS = 400

export interface Story {
  readonly post: Post
  readonly text: string
}

export interface Wanted {
  readonly count: number
  readonly receivedAt: Instant
  /** How many days ago they were published, from the youngest to the oldest. */
  readonly daysAgo: readonly [number, number]
}

/** Stories of a newsletter’s categories, one after the other, in words of the sample’s; no two tell the same. */
export const storiesOf = (newsletter: Newsletter, now: Instant) => {
  const vocabulary = samplePosts(now).flatMap(({ title = '', excerpt = '' }) =>
    `${title} ${excerpt}`.split(/\s+/),
  )
  const random = seededRandom(8)
  const words = (count: number): string =>
    Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(' ')
  let numbered = 0

  const story = ({ name }: Category, publishedAt: Instant, receivedAt: Instant): Story => {
    numbered += 1
    const text = words(TEXT_WORDS)
    const submitted = SubmittedPost.parse({
      title: `${words(TITLE_WORDS)} ${numbered}`,
      url: `https://news.example/stories/${numbered}`,
      publisher: `Publisher ${numbered % 40}`,
      authors: [`Author ${numbered % 90}`],
      categories: [name],
      publishedAt,
      datePrecision: 'instant',
      text,
      position: numbered,
    })
    const post = postFrom(newsletter.slug, submitted, receivedAt)
    if (post === undefined) throw new Error('A story without words')
    return { post, text }
  }

  return ({ count, receivedAt, daysAgo: [young, old] }: Wanted): Story[] =>
    Array.from({ length: count }, (_, index) => {
      const category = newsletter.categories[index % newsletter.categories.length]
      if (category === undefined) throw new RangeError('A newsletter without categories')
      const seconds = ((old - young) * 86_400 * index) / count
      return story(category, plusSeconds(plusDays(now, -young), -Math.round(seconds)), receivedAt)
    })
}
