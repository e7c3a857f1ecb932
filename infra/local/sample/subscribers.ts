import { type Instant, plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { seededRandom } from '../seeded-random.ts'

const FIRST =
  'ada amal bao chidi dara elif emeka farid gita hana ines jun kofi lena mara nils noor olu pilar quinn'.split(
    ' ',
  )
const LAST = 'abara berg costa duarte eren fontaine grau halvorsen iyer jansen'.split(' ')
const DOMAINS = ['example.org', 'example.net', 'example.com', 'post.example']

export const SAMPLE_READERS = FIRST.length * LAST.length

/** How the first of the readers differ from the rest, who are active. */
const standingOf = (index: number, now: Instant): Pick<Subscriber, 'status'> & Partial<Subscriber> => {
  if (index < 8) return { status: 'unsubscribed' }
  if (index < 13) return { status: 'pending' }
  if (index < 16) return { status: 'active', pausedUntil: plusDays(now, 28) }
  return { status: 'active' }
}

/** 200 invented readers with different choices, the same for the same seed. */
export const sampleReaders = (
  newsletter: Newsletter,
  now: Instant,
  seed = 7,
): Omit<Subscriber, 'id' | 'suppressed'>[] => {
  const random = seededRandom(seed)
  const chosen = (): Subscriber['categories'] => {
    if (random() < 0.35) return 'all'
    return newsletter.categories.filter(() => random() < 0.5).map(({ id }) => id)
  }
  return FIRST.flatMap((first, row) =>
    LAST.map((last, column) => {
      const index = row + column * FIRST.length
      return {
        newsletter: newsletter.slug,
        address: `${first}.${last}@${DOMAINS[index % DOMAINS.length]}`,
        categories: chosen(),
        consentAt: plusDays(now, -30),
        statusAt: plusDays(now, -30),
        ...standingOf(index, now),
      }
    }),
  )
}
