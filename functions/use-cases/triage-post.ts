import * as z from 'zod'
import { CategoryId } from '#functions/core/category-id.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { oneLine } from '#functions/core/plain-text.ts'
import { LONGEST_NAME, type Post } from '#functions/core/post.ts'
import { freePost, takenMeanwhile } from './free-post.ts'
import { placePost } from './place-post.ts'
import type { Clock, Digests, Posts } from './ports.ts'
import { waitingOf } from './waiting-of.ts'

interface Deps {
  posts: Posts
  digests: Pick<Digests, 'get'>
  clock: Clock
}

/** What an editor decides of a post that no digest holds. To move it to another category is to accept it there. */
export const Triage = z.discriminatedUnion('verb', [
  /** The next digest takes it, in the category if one is named. */
  z.strictObject({ verb: z.literal('accept'), category: CategoryId.optional() }),
  /** No digest takes it. */
  z.strictObject({ verb: z.literal('drop') }),
  /** It waits by its date, as if nobody had accepted or dropped it. */
  z.strictObject({ verb: z.literal('release') }),
  /** Its content note; without words it has none. One `from` its source is what that says, until it says otherwise. */
  z.strictObject({
    verb: z.literal('note'),
    note: z
      .string()
      .nullable()
      .transform((note) => oneLine(note ?? '') || null)
      .pipe(z.string().max(LONGEST_NAME).nullable()),
    from: z.literal('source').optional(),
  }),
])
export type Triage = z.infer<typeof Triage>

/** The decision that takes another one back, of a post as it stood before. */
const undoOf = ({ verb }: Triage, { contentNote, noteFrom, droppedAt, placedAt, placedIn }: Post): Triage => {
  if (verb === 'note')
    return { verb, note: contentNote ?? null, ...(noteFrom === undefined && { from: 'source' }) }
  if (droppedAt !== undefined) return { verb: 'drop' }
  if (placedAt === undefined) return { verb: 'release' }
  return { verb: 'accept', ...(placedIn !== undefined && { category: placedIn }) }
}

const decide = (deps: Deps, newsletter: Newsletter, post: Post, step: Triage): Promise<boolean> => {
  const { posts, clock } = deps
  const { slug } = newsletter
  switch (step.verb) {
    case 'accept':
      return placePost(deps)(newsletter, post.id, step.category).then(() => true)
    case 'drop':
      return posts.drop(slug, post.id, clock())
    case 'release': {
      // Where the rules file it, not where it was placed.
      const { placedIn: _, ...rest } = post
      return posts.release(slug, post.id, waitingOf(newsletter, rest, clock()))
    }
    case 'note':
      return posts.annotate(slug, post.id, { text: step.note, from: step.from ?? 'editor' }, post.usedIn)
  }
}

/** Does with a post what an editor decided; answers it as it was, and the decision that takes this one back. */
export const triagePost =
  (deps: Deps) =>
  async (newsletter: Newsletter, id: string, step: Triage): Promise<{ post: Post; undo: Triage }> => {
    const post = await freePost(deps, newsletter, id)
    if (!(await decide(deps, newsletter, post, step))) throw takenMeanwhile(post)
    return { post, undo: undoOf(step, post) }
  }
