import { plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { seededRandom } from '#infra/local/seeded-random.ts'
import { pepperNow, putReaders } from '#tests/support/seed-readers.ts'

/** How many of a hundred readers live where; the rest told nobody. */
const ZONES: readonly (readonly [string, number])[] = [
  ['Europe/Berlin', 38],
  ['Europe/London', 19],
  ['America/New_York', 17],
  ['America/Los_Angeles', 7],
  ['Asia/Seoul', 6],
  ['Africa/Nairobi', 5],
  ['Australia/Sydney', 4],
]

const zoneOf = (place: number): string | undefined => {
  let below = 0
  for (const [zone, share] of ZONES) {
    below += share
    if (place < below) return zone
  }
  return undefined
}

const NAMES =
  'ada amal bao chidi dara elif emeka farid gita hana ines jun kofi lena mara nils noor olu'.split(' ')
const DOMAINS = ['example.org', 'example.net', 'example.com', 'post.example']

/** Of the last wave, whose call ends without an answer. */
export const LAST_ZONE = 'Pacific/Honolulu'
const LAST = ['pilar.grau@example.org', 'quinn.iyer@post.example', 'rafi.jansen@example.net']

/** Invented readers, each with choices of their own; the same for the same count. */
export const putBelievableReaders = async (newsletter: Newsletter, count: number): Promise<void> => {
  const random = seededRandom(11)
  const pepper = await pepperNow()
  const since = plusDays(systemClock(), -90)
  const reader = (address: string, zone: string | undefined): Subscriber => {
    const chosen = newsletter.categories.filter(() => random() < 0.6).map(({ id }) => id)
    return {
      newsletter: newsletter.slug,
      id: readerIdOf(pepper, address),
      address,
      status: random() < 0.03 ? 'unsubscribed' : 'active',
      categories: chosen.length === 0 || random() < 0.4 ? 'all' : chosen,
      ...(zone !== undefined && { zone }),
      ...(random() < 0.02 && { pausedUntil: plusDays(systemClock(), 60) }),
      consentAt: since,
      statusAt: since,
    }
  }
  const named = (number: number) =>
    `${NAMES[number % NAMES.length]}.${Math.floor(number / NAMES.length)}@${DOMAINS[number % DOMAINS.length]}`
  await putReaders([
    ...Array.from({ length: count }, (_, number) => reader(named(number), zoneOf(random() * 100))),
    ...LAST.map((address) => ({
      ...reader(address, LAST_ZONE),
      status: 'active' as const,
      categories: 'all' as const,
    })),
  ])
}
