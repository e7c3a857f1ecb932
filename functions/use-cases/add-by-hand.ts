import { Invalid } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { type Post, postId, SubmittedPost } from '#functions/core/post.ts'
import type { Posts } from './ports.ts'
import type { submitPost } from './submit-post.ts'

interface Deps {
  posts: Pick<Posts, 'get'>
  submitPost: ReturnType<typeof submitPost>
}

/** The post of a story that an editor typed in. One that is stored under its address stays as its source tells it: its words in a digest are changed there. */
export const addByHand =
  ({ posts, submitPost }: Deps) =>
  async (newsletter: Newsletter, typed: SubmittedPost): Promise<Post> => {
    const parsed = SubmittedPost.safeParse(typed)
    if (!parsed.success) {
      const wrong = parsed.error.issues.map(({ path, message }) => `${path.join(' ')}: ${message}.`)
      throw new Invalid(`The story cannot be taken. ${wrong.join(' ')}`)
    }
    const stored = await posts.get(newsletter.slug, postId(newsletter.slug, parsed.data))
    return stored ?? (await submitPost(newsletter, typed)).post
  }
