import type * as z from 'zod'
import { backlogOf } from '#functions/core/category.ts'
import { type Digest, skip } from '#functions/core/digest.ts'
import { DigestRef } from '#functions/core/digest-key.ts'
import { draftContent } from '#functions/core/draft.ts'
import { NotFound } from '#functions/core/errors.ts'
import { Instant, plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { freshFrom, type Post } from '#functions/core/post.ts'
import type { Clock, Digests, Newsletters, Posts } from './ports.ts'
import { unusedOnly } from './unused-only.ts'

interface Deps {
  newsletters: Newsletters
  posts: Posts
  digests: Digests
  clock: Clock
}

export const DraftRequest = DigestRef.extend({ dueAt: Instant })
export type DraftRequest = z.infer<typeof DraftRequest>

const takeFirst = async (
  posts: AsyncIterable<Post>,
  count: number,
  wanted: (posts: readonly Post[]) => Promise<Post[]>,
): Promise<Post[]> => {
  const taken: Post[] = []
  if (count === 0) return taken
  for await (const post of posts) {
    taken.push(...(await wanted([post])))
    if (taken.length === count) break
  }
  return taken
}

/** The dated posts of the look-back. Older ones, which no digest took in time, go to the backlog, so that none is lost. */
const gatherFresh = async (deps: Deps, newsletter: Newsletter, cutOffAt: Instant): Promise<Post[]> => {
  const from = plusDays(cutOffAt, -newsletter.lookBackDays)
  const young: Post[] = []
  for (const post of await deps.posts.fresh(newsletter.slug, cutOffAt)) {
    const date = freshFrom(post)
    if (date !== undefined && date >= from) young.push(post)
    else await deps.posts.shelve(post, backlogOf(newsletter, post))
  }
  return young
}

const gather = async (deps: Deps, newsletter: Newsletter, cutOffAt: Instant): Promise<Post[]> => {
  const unused = unusedOnly(deps.digests)
  const fresh = await gatherFresh(deps, newsletter, cutOffAt)
  const placed = await deps.posts.placed(newsletter.slug)
  const gathered = await unused([...fresh, ...placed])
  for (const category of newsletter.categories) {
    const backlog = deps.posts.backlog(newsletter.slug, category.id)
    gathered.push(...(await takeFirst(backlog, category.dripPerWeek, unused)))
  }
  // A post that was placed while its like were read stands among both; as it was placed is how it is.
  return [...new Map(gathered.map((post) => [post.id, post])).values()]
}

/** Drafts the digest of a slot from the unused posts, or records that it is skipped. Asking twice makes one. */
export const draftDigest =
  (deps: Deps) =>
  async ({ dueAt, ...ref }: DraftRequest): Promise<Digest | undefined> => {
    const newsletter = await deps.newsletters.get(ref.newsletter)
    if (newsletter === undefined) throw new NotFound(`There is no newsletter ${ref.newsletter}.`)
    if ((await deps.digests.get(ref)) !== undefined) return undefined
    const now = deps.clock()
    const content = draftContent(newsletter, await gather(deps, newsletter, now), now)
    const digest: Digest = { ...ref, version: 1, status: 'draft', dueAt, cutOffAt: now, revision: 1 }
    if (content === undefined) {
      const reason = 'No unused post falls into any of its categories.'
      await deps.digests.create(skip(digest, reason, now))
      return undefined
    }
    // The content first: a control row must never name a revision that is not there.
    await deps.digests.saveContent(ref, content)
    return (await deps.digests.create(digest)) ? digest : undefined
  }
