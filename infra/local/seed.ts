import { systemClock } from '#functions/wiring/clock.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import type { MainJob } from './main-job.ts'
import { sampleReaders } from './sample/subscribers.ts'
import type { SubmittedFrom } from './write-out.ts'

/** Fills a newsletter with posts and the sample readers, two of whom bounced elsewhere before. */
export const seed = async (
  desk: Desk,
  { newsletter, posts }: Pick<MainJob, 'newsletter' | 'posts'>,
): Promise<SubmittedFrom[]> => {
  const submitted: SubmittedFrom[] = []
  for (const { post: given, file } of posts) {
    const { post } = await desk.submitPost(newsletter, given)
    submitted.push({ post, file })
  }
  const readers = sampleReaders(newsletter, systemClock())
  const added = await Promise.all(readers.map((reader) => desk.addSubscriber(reader)))
  // Last, because from then on the tick drafts its digests.
  await desk.newsletters.put(newsletter)
  for (const reader of added.slice(-2)) await desk.suppress(reader.id, 'bounce')
  return submitted
}
