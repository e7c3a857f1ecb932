import type { Digest } from '#functions/core/digest.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { approveAsShown } from '#infra/local/run-digest.ts'
import { SENDER_DOMAIN } from '#infra/local/sender-domain.ts'
import { slotAt } from '#infra/local/slot-at.ts'
import { aNewsletter } from './builders.ts'
import { until } from './gazette-process.ts'
import { seedReaders } from './seed-readers.ts'

/** A newsletter with many readers of everything, whose slot is now: the next tick drafts its digest. */
export const seedLargeNewsletter = async (
  desk: Desk,
  count: number,
): Promise<{ newsletter: Newsletter; readers: Subscriber[] }> => {
  const now = systemClock()
  const newsletter = aNewsletter({
    slug: 'large',
    sender: { name: 'The Large', address: `digest@${SENDER_DOMAIN}` },
    replyTo: `editors@${SENDER_DOMAIN}`,
    ...slotAt(now, 'UTC'),
  })
  const readers = await seedReaders(newsletter.slug, count)
  for (const [number, category] of ['News', 'Culture'].entries())
    await desk.submitPost(newsletter, {
      title: `Story ${number}`,
      url: `https://news.example/${number}`,
      publisher: 'News Example',
      categories: [category],
      publishedAt: plusSeconds(now, -3600),
      datePrecision: 'instant',
      text: `What story ${number} says.`,
    })
  await desk.newsletters.put(newsletter)
  return { newsletter, readers }
}

/** Waits for the draft and approves what its preview shows. */
export const approveDraft = async (desk: Desk, { slug }: Newsletter): Promise<Digest> => {
  const draft = await until(async () => (await desk.digests.latest(slug, 1))[0], 30)
  await approveAsShown(desk, draft)
  return draft
}
