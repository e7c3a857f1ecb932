import { mergeSubmissions } from '#functions/core/archive/merge-submissions.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { postId, SubmittedPost } from '#functions/core/post.ts'
import { readFiles } from './read-files.ts'
import { sampleNewsletter, samplePosts } from './sample/sample-newsletter.ts'
import { slotAt } from './slot-at.ts'
import { trialNewsletter } from './trial.ts'

/** What a start of Gazette is to do: a newsletter, its posts, and how many of its weekly digests. */
export interface MainJob {
  readonly newsletter: Newsletter
  readonly posts: readonly { readonly post: SubmittedPost; readonly file: string | null }[]
  readonly digests: number
}

export const sampleJob = (now: Instant): MainJob => ({
  newsletter: sampleNewsletter(slotAt(now)),
  posts: samplePosts(now).map((post) => ({ post, file: null })),
  digests: 1,
})

/** A story that stands in several files counts once, in the first, with what all of them say of it. */
const withoutRepeats = (posts: MainJob['posts']): MainJob['posts'] => {
  const stories = new Map<string, MainJob['posts'][number]>()
  for (const { post, file } of posts) {
    const id = postId('trial', SubmittedPost.parse(post))
    const known = stories.get(id)
    stories.set(
      id,
      known === undefined ? { post, file } : { ...known, post: mergeSubmissions(known.post, post) },
    )
  }
  return [...stories.values()]
}

/** A trial newsletter of saved archive pages; undefined when none could be read. */
export const trialJob = (
  now: Instant,
  files: readonly string[],
  complain: (line: string) => void,
): MainJob | undefined => {
  const when = slotAt(now, 'UTC')
  const read = readFiles(files, when.zone, complain)
  const posts = withoutRepeats(read.flatMap(({ file, posts: own }) => own.map((post) => ({ post, file }))))
  if (posts.length === 0) return undefined
  return {
    newsletter: trialNewsletter(
      posts.map(({ post }) => post),
      when,
    ),
    posts,
    digests: 2,
  }
}
