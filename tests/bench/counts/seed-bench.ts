import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { readerKey } from '#functions/adapters/dynamodb/audience-keys.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { pepperSecret } from '#functions/adapters/secrets/secrets.ts'
import type { Instant } from '#functions/core/instant.ts'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Plan } from '#functions/core/placement.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { dynamoClient } from '#functions/wiring/clients.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { readDeskEnv } from '#functions/wiring/env.ts'
import { sampleNewsletter, samplePosts } from '#infra/local/sample/sample-newsletter.ts'
import { slotAt } from '#infra/local/slot-at.ts'
import { aDigest, anAudience } from '#tests/support/builders.ts'
import { benchReaders } from '../bench-readers.ts'

const AT_ONCE = 4

/** Rows of readers as `subscribers.create` writes them, 25 a request. */
const putReaders = async (readers: readonly Subscriber[]): Promise<void> => {
  const table = tableOf(dynamoClient(), readDeskEnv().AUDIENCE_TABLE)
  const rows = readers.map(({ address: normalised, ...reader }) => ({
    ...readerKey(reader.newsletter, reader.id),
    ...reader,
    normalised,
  }))
  const share = Math.ceil(rows.length / AT_ONCE)
  const parts = Array.from({ length: AT_ONCE }, (_, index) => rows.slice(index * share, (index + 1) * share))
  await Promise.all(parts.map((part) => table.putMany(part)))
}

/** A digest of last week, so that its readers are known to SES and nothing ramps. */
const sendLastWeek = async (desk: Desk, { slug }: Newsletter, now: Instant): Promise<void> => {
  const [dueAt, date] = [plusDays(now, -7), plusDays(now, -7).slice(0, 10)]
  const closed = { status: 'sent', attempt: 'a0', firstCallAt: dueAt, closedAt: dueAt } as const
  const digest = aDigest({ newsletter: slug, date, dueAt, cutOffAt: dueAt, ...closed })
  await desk.digests.create(digest)
  await desk.ledger.seal(
    `${slug}-regular-${date}`,
    anAudience({ attempt: 'a0', sealedAt: plusSeconds(dueAt, -60) }),
  )
}

/** The sample newsletter with many readers, whose slot is now: the next tick drafts its digest. */
export const seedBench = async (desk: Desk, count: number, now: Instant): Promise<Newsletter> => {
  const newsletter = sampleNewsletter(slotAt(now, 'UTC'))
  for (const post of samplePosts(now)) await desk.submitPost(newsletter, post)
  await sendLastWeek(desk, newsletter, now)
  const pepper = await pepperSecret(new SecretsManagerClient({}), readDeskEnv().PEPPER_SECRET)()
  const everything: Plan = {
    sections: newsletter.categories.map(({ id }, entry) => ({ category: id, entries: [entry] })),
  }
  await putReaders(benchReaders(newsletter, everything, { count, now, pepper }))
  await desk.newsletters.put(newsletter)
  return newsletter
}
