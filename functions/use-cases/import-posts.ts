import { mergeSubmissions, submissionOf } from '#functions/core/archive/merge-submissions.ts'
import { spreadMonths } from '#functions/core/archive/spread-months.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { postId, SubmittedPost } from '#functions/core/post.ts'
import type { Posts } from './ports.ts'
import type { submitPost } from './submit-post.ts'

interface Deps {
  posts: Pick<Posts, 'get' | 'text'>
  submitPost: ReturnType<typeof submitPost>
}

/** How many posts of a page were new, were there already, or are kept as a digest sent them. */
export interface Imported {
  readonly added: number
  readonly updated: number
  readonly kept: number
}

/** Submits the posts of one saved page, in page order. What other pages said of a post stays; importing again adds nothing. */
export const importPosts =
  (deps: Deps) =>
  async (
    newsletter: Newsletter,
    posts: readonly SubmittedPost[],
    onProgress: (done: number) => void = () => {},
  ): Promise<Imported> => {
    const outcomes = { added: 0, updated: 0, kept: 0 }
    for (const [index, post] of spreadMonths(posts, newsletter.zone).entries()) {
      const id = postId(newsletter.slug, SubmittedPost.parse(post))
      const known = await deps.posts.get(newsletter.slug, id)
      const whole =
        known === undefined
          ? post
          : mergeSubmissions(submissionOf(known, await deps.posts.text(newsletter.slug, id)), post)
      const { outcome } = await deps.submitPost(newsletter, whole)
      outcomes[outcome] += 1
      onProgress(index + 1)
    }
    return outcomes
  }
