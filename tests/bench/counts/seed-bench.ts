import { type Instant, plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Plan } from '#functions/core/placement.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { sampleNewsletter, samplePosts } from '#infra/local/sample/sample-newsletter.ts'
import { slotAt } from '#infra/local/slot-at.ts'
import { aDigest, anAudience } from '#tests/support/builders.ts'
import { pepperNow, putReaders } from '#tests/support/seed-readers.ts'
import { benchReaders } from '../bench-readers.ts'

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
  const pepper = await pepperNow()
  const everything: Plan = {
    sections: newsletter.categories.map(({ id }, entry) => ({ category: id, entries: [entry] })),
  }
  await putReaders(benchReaders(newsletter, everything, { count, now, pepper }))
  await desk.newsletters.put(newsletter)
  return newsletter
}
