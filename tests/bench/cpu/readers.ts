import { exclusionOf } from '#functions/core/exclusion.ts'
import { toInstant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Plan } from '#functions/core/placement.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { seededRandom } from '#infra/local/seeded-random.ts'
import { readerId } from '#tests/support/builders.ts'

const NOW = toInstant('2026-11-24T07:00:00Z')
const RANGES = '0123456789abcdef'

/** Active readers with choices as the sample's have them, each of whom gets a mail. The same for the same count. */
export const benchReaders = (newsletter: Newsletter, plan: Plan, count: number): Subscriber[] => {
  const random = seededRandom(11)
  const readers: Subscriber[] = []
  for (let number = 0; readers.length < count; number += 1) {
    const chosen = newsletter.categories.filter(() => random() < 0.5).map(({ id }) => id)
    const reader: Subscriber = {
      newsletter: newsletter.slug,
      id: readerId(number, RANGES[number % RANGES.length]),
      address: `reader-${number}@mail.example`,
      status: 'active',
      categories: random() < 0.35 ? 'all' : chosen,
      consentAt: NOW,
      statusAt: NOW,
    }
    if (exclusionOf(reader, plan, NOW) === undefined) readers.push(reader)
  }
  return readers
}
