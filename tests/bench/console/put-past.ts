import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { draftContent } from '#functions/core/draft.ts'
import { type Instant, plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { aDigest, someTotals } from '#tests/support/builders.ts'
import { putUsed } from './put-stories.ts'
import type { storiesOf } from './stories.ts'

const WEEKS = 30
/** Of a digest’s posts those that it tells; the others were used by digests of which nothing else is left. */
const TOLD = 40

const pastDigest = ({ slug }: Newsletter, dueAt: Instant, readers: number): Digest => {
  const approval = {
    revision: 1,
    editionHash: 'e'.repeat(64),
    by: 'Ada Marlow',
    at: plusSeconds(dueAt, -3600),
  }
  return aDigest({
    newsletter: slug,
    date: dueAt.slice(0, 10),
    status: 'sent',
    dueAt,
    cutOffAt: plusDays(dueAt, -2),
    approval,
    attempt: 'a1',
    firstCallAt: dueAt,
    closedAt: plusSeconds(dueAt, 3600),
    totals: someTotals({ audience: readers, accepted: readers }),
  })
}

/** Digests that were sent week after week, and the posts that they used. */
export const putPast = async (
  desk: Desk,
  newsletter: Newsletter,
  stories: ReturnType<typeof storiesOf>,
  { posts, readers, now }: { readonly posts: number; readonly readers: number; readonly now: Instant },
): Promise<void> => {
  for (let week = 1; week <= WEEKS; week += 1) {
    const digest = pastDigest(newsletter, plusDays(now, -7 * week), readers)
    const count = Math.floor((posts * week) / WEEKS) - Math.floor((posts * (week - 1)) / WEEKS)
    const used = stories({ count, receivedAt: digest.cutOffAt, daysAgo: [7 * week + 2, 7 * week + 9] })
    const told = used.slice(0, TOLD).map(({ post }) => post)
    await desk.digests.create(digest)
    await desk.digests.saveContent(digest, draftContent(newsletter, told, [], digest.cutOffAt))
    await putUsed(used, { digest: digestKey(digest), approvedAt: digest.approval?.at ?? now })
  }
}
