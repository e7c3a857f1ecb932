import { mergeSubmissions } from '#functions/core/archive/merge-submissions.ts'
import { toldApart } from '#functions/core/archive/same-story.ts'
import { spreadMonths } from '#functions/core/archive/spread-months.ts'
import { Invalid } from '#functions/core/errors.ts'
import { type Instant, msOf, plusDays, plusSeconds, toInstant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { freshFrom, postId, SubmittedPost } from '#functions/core/post.ts'
import { readFiles, type Tell } from './read-files.ts'
import { sampleNewsletter, samplePosts } from './sample/sample-newsletter.ts'
import { slotAt } from './slot-at.ts'
import { trialNewsletter } from './trial.ts'

/** What a start of Gazette is to do: a newsletter, its posts, and how many of its weekly digests. */
export interface MainJob {
  readonly newsletter: Newsletter
  readonly posts: readonly { readonly post: SubmittedPost; readonly file: string | null }[]
  readonly digests: number
  /** When it begins, if not now. */
  readonly startsAt?: Instant
}

/** The sample newsletter, with its digest due now, or so many hours later. */
export const sampleJob = (now: Instant, hours = 0): MainJob => ({
  newsletter: sampleNewsletter({
    ...slotAt(plusSeconds(now, hours * 3600)),
    ...(hours > 0 && { slotsHandledThrough: now, createdAt: now }),
  }),
  posts: samplePosts(now).map((post) => ({ post, file: null })),
  digests: 1,
})

/** A story that stands in several files counts once, in the first, with what all of them say of it. */
const withoutRepeats = (posts: MainJob['posts']): MainJob['posts'] => {
  const stories = new Map<string, MainJob['posts'][number]>()
  const idOf = (post: SubmittedPost) => postId('trial', SubmittedPost.parse(post))
  for (const { post: given, file } of posts) {
    const post = toldApart(given, stories.get(idOf(given))?.post)
    const id = idOf(post)
    const known = stories.get(id)
    stories.set(
      id,
      known === undefined ? { post, file } : { ...known, post: mergeSubmissions(known.post, post) },
    )
  }
  return [...stories.values()]
}

const ZONE = 'UTC'

/** The posts of saved archive pages, each story once. A file that cannot be read is one line to complain of. */
export const readPosts = (files: readonly string[], tell: Tell): MainJob['posts'] =>
  withoutRepeats(
    readFiles(files, ZONE, tell).flatMap(({ file, posts }) =>
      spreadMonths(posts, ZONE).map((post) => ({ post, file })),
    ),
  )

const TRIAL_WEEKS = 2

/** A trial newsletter of saved posts, whatever their age. */
export const trialJob = (now: Instant, posts: MainJob['posts']): MainJob => {
  const given = posts.map(({ post }) => post)
  const weeks = { weeks: TRIAL_WEEKS, waits: () => true }
  return { newsletter: trialNewsletter(given, slotAt(now, ZONE), weeks), posts, digests: TRIAL_WEEKS }
}

const MOST_WEEKS = 104
const WEEK_MS = 7 * 86_400_000

/** The same newsletter as it would have appeared: from the week of the oldest dated post to that of the newest. */
export const replayJob = (posts: MainJob['posts']): MainJob => {
  const given = posts.map(({ post }) => post)
  const dateOf = (post: SubmittedPost) => freshFrom(SubmittedPost.parse(post))
  const dates = given.flatMap((post) => dateOf(post) ?? []).sort()
  const [first, last] = [dates.at(0), dates.at(-1)]
  if (first === undefined || last === undefined)
    throw new Invalid('None of the posts has a date, so there is nothing to replay. Leave --replay out.')
  const startsAt = plusDays(toInstant(`${first.slice(0, 10)}T00:00:00Z`), 7)
  const digests = Math.max(1, Math.ceil((msOf(last) - msOf(startsAt)) / WEEK_MS) + 1)
  if (digests > MOST_WEEKS)
    throw new Invalid(
      `The posts span ${digests} weeks, and a replay at most ${MOST_WEEKS}. Name fewer files.`,
    )
  const weeks = { weeks: digests, waits: (post: SubmittedPost) => dateOf(post) === undefined }
  return { newsletter: trialNewsletter(given, slotAt(startsAt, ZONE), weeks), posts, digests, startsAt }
}
