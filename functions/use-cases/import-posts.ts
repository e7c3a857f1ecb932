import { mergeSubmissions, submissionOf } from '#functions/core/archive/merge-submissions.ts'
import { toldApart } from '#functions/core/archive/same-story.ts'
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
    onProgress: (done: number) => unknown = () => {},
  ): Promise<Imported> => {
    const outcomes = { added: 0, updated: 0, kept: 0 }
    const { slug, zone } = newsletter
    const find = async (post: SubmittedPost): Promise<SubmittedPost | undefined> => {
      const id = postId(slug, SubmittedPost.parse(post))
      const known = await deps.posts.get(slug, id)
      return known && submissionOf(known, await deps.posts.text(slug, id))
    }
    for (const [index, post] of spreadMonths(posts, zone).entries()) {
      const first = await find(post)
      const own = toldApart(post, first)
      const known = own === post ? first : await find(own)
      const { outcome } = await deps.submitPost(newsletter, known ? mergeSubmissions(known, own) : own)
      outcomes[outcome] += 1
      await onProgress(index + 1)
    }
    return outcomes
  }
