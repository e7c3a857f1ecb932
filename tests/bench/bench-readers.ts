import { type Instant, plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { type Plan, place } from '#functions/core/placement.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { seededRandom } from '#infra/local/seeded-random.ts'

export interface Wanted {
  readonly count: number
  readonly now: Instant
  readonly pepper: string
}

/** Active readers with choices as the sample's have them, each of whom gets a mail. The same for the same count. */
export const benchReaders = (
  newsletter: Newsletter,
  plan: Plan,
  { count, now, pepper }: Wanted,
): Subscriber[] => {
  const random = seededRandom(11)
  const since = plusDays(now, -30)
  const readers: Subscriber[] = []
  for (let number = 0; readers.length < count; number += 1) {
    const address = `first.last-${number}@mail.example`
    const chosen = newsletter.categories.filter(() => random() < 0.5).map(({ id }) => id)
    const reader: Subscriber = {
      newsletter: newsletter.slug,
      id: readerIdOf(pepper, address),
      address,
      status: 'active',
      categories: random() < 0.35 ? 'all' : chosen,
      consentAt: since,
      statusAt: since,
    }
    if (place(plan, reader).entries.length > 0) readers.push(reader)
  }
  return readers
}
