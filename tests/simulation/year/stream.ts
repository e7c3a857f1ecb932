import { type Instant, plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import type { Seeded } from '../seeded.ts'

/** Which story a post tells, and how it comes. */
export interface Arrival {
  readonly at: Instant
  readonly post: SubmittedPost & { readonly url: string }
  /** Posts of one story tell the same; no two stories do. */
  readonly story: number
}

const WORDS =
  'harbour ferry council archive orchard valley teacher river library market winter bridge school garden journal railway mountain village hospital theatre lantern meadow station museum parliament court union farmer student engineer nurse painter printer weaver baker sailor forest island desert glacier canyon prairie lagoon terrace balcony chimney cellar attic corridor stairway courtyard fountain statue monument chapel temple mosque abbey tower wall gate tunnel canal dam reservoir windmill quarry mine foundry mill tannery brewery bakery'.split(
    ' ',
  )
const VERBS =
  'opens closes asks receives rebuilds remembers refuses welcomes paints measures protects counts'.split(' ')
const PUBLISHERS = ['Harbour News', 'Valley Post', 'The Lantern', 'Radio Meadow', 'Quarry Weekly']
const CATEGORIES = ['News', 'Culture', 'Rights', 'Climate', 'Sport']
const HOUR = 3600
const WEEK_HOURS = 7 * 24

const words = (random: Seeded, count: number): string =>
  Array.from({ length: count }, () => random.pick(WORDS)).join(' ')

const sentence = (random: Seeded): string => {
  const text = `the ${random.pick(WORDS)} ${random.pick(VERBS)} the ${words(random, 2)} of ${words(random, random.int(4, 9))}.`
  return `${text[0]?.toUpperCase()}${text.slice(1)}`
}

/** How a post is dated: mostly as it comes; some late, back-dated, ahead of time, by the day alone or not at all. */
const dateOf = (random: Seeded, at: Instant): Pick<SubmittedPost, 'publishedAt' | 'datePrecision'> => {
  const roll = random.next()
  if (roll < 0.06) return { publishedAt: plusDays(at, -random.int(30, 400)), datePrecision: 'instant' }
  if (roll < 0.12) return { publishedAt: plusDays(at, random.int(1, 10)), datePrecision: 'instant' }
  if (roll < 0.16) return { datePrecision: 'none' }
  if (roll < 0.3) return { publishedAt: plusDays(at, -random.int(1, 9)), datePrecision: 'instant' }
  return { publishedAt: plusSeconds(at, -random.int(0, 20) * HOUR), datePrecision: 'instant' }
}

/** The same story as another publisher tells it: another headline, and the text with another beginning. */
const retold = (random: Seeded, post: Arrival['post'], number: number): Arrival['post'] => ({
  ...post,
  title: `${words(random, 2)}: ${post.title}`,
  url: `https://elsewhere.example/${number}`,
  publisher: 'The Wire',
  text: post.text ?? '',
})

/** A week of posts from an instant on: so many stories in all categories, some told twice and some submitted again. */
export const weekOfPosts = (
  random: Seeded,
  from: Instant,
  first: number,
  [least, most]: readonly [number, number],
): Arrival[] => {
  const arrivals: Arrival[] = []
  const count = random.int(least, most)
  for (let index = 0; index < count; index += 1) {
    const story = first + index
    const at = plusSeconds(from, random.int(0, WEEK_HOURS) * HOUR + random.int(0, HOUR))
    const post = {
      title: `The ${words(random, 1)} ${random.pick(VERBS)} the ${words(random, 3)}`,
      url: `https://news.example/${story}`,
      ...(random.chance(0.85) && { publisher: random.pick(PUBLISHERS) }),
      categories: random.chance(0.2)
        ? [random.pick(CATEGORIES), random.pick(CATEGORIES)]
        : [random.pick(CATEGORIES)],
      text: Array.from({ length: 4 }, () => sentence(random)).join(' '),
      ...(random.chance(0.1) && { contentNote: 'Violence' }),
      ...dateOf(random, at),
    }
    arrivals.push({ at, post, story })
    if (random.chance(0.12))
      arrivals.push({
        at: plusSeconds(at, random.int(1, 96) * HOUR),
        post: retold(random, post, story),
        story,
      })
    if (random.chance(0.1)) {
      const again = { ...post, url: `${post.url}/?utm_source=feed`, title: `${post.title} (updated)` }
      arrivals.push({ at: plusSeconds(at, random.int(1, 300) * HOUR), post: again, story })
    }
  }
  return arrivals
}
