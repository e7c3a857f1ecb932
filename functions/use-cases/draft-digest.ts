import type * as z from 'zod'
import { backlogOf } from '#functions/core/category.ts'
import type { Digest } from '#functions/core/digest.ts'
import { DigestRef, digestRefOf } from '#functions/core/digest-key.ts'
import { skip } from '#functions/core/digest-verbs.ts'
import { draftContent } from '#functions/core/draft.ts'
import type { Content } from '#functions/core/entry.ts'
import { NotFound } from '#functions/core/errors.ts'
import { Instant, plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { freshFrom, type Post } from '#functions/core/post.ts'
import type { Clock, Digests, Newsletters, Posts } from './ports.ts'
import { unusedOnly } from './unused-only.ts'

export interface DraftDeps {
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
const gatherFresh = async (deps: DraftDeps, newsletter: Newsletter, cutOffAt: Instant): Promise<Post[]> => {
  const from = plusDays(cutOffAt, -newsletter.lookBackDays)
  const young: Post[] = []
  for (const post of await deps.posts.fresh(newsletter.slug, cutOffAt)) {
    const date = freshFrom(post)
    if (date !== undefined && date >= from) young.push(post)
    else await deps.posts.shelve(post, backlogOf(newsletter, post))
  }
  return young
}

const gather = async (deps: DraftDeps, newsletter: Newsletter, cutOffAt: Instant): Promise<Post[]> => {
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

export const NOTHING_TO_SAY = 'No unused post falls into any of its categories.'

const draftOf = ({ dueAt, ...ref }: DraftRequest, now: Instant): Digest => ({
  ...ref,
  version: 1,
  status: 'draft',
  dueAt,
  cutOffAt: now,
  revision: 1,
})

/** Saves a draft from the unused posts; undefined when there is nothing to say. */
export const saveDraft = async (
  deps: DraftDeps,
  newsletter: Newsletter,
  request: DraftRequest,
): Promise<{ digest: Digest; content: Content; created: boolean } | undefined> => {
  const digest = draftOf(request, deps.clock())
  const content = draftContent(newsletter, await gather(deps, newsletter, digest.cutOffAt), digest.cutOffAt)
  if (content === undefined) return undefined
  // The content first: a control row must never name a revision that is not there.
  await deps.digests.saveContent(digestRefOf(digest), content)
  return { digest, content, created: await deps.digests.create(digest) }
}

/** Drafts the digest of a slot from the unused posts, or records that it is skipped. Asking twice makes one. */
export const draftDigest =
  (deps: DraftDeps) =>
  async (request: DraftRequest): Promise<Digest | undefined> => {
    const newsletter = await deps.newsletters.get(request.newsletter)
    if (newsletter === undefined) throw new NotFound(`There is no newsletter ${request.newsletter}.`)
    if ((await deps.digests.get(digestRefOf(request))) !== undefined) return undefined
    const drafted = await saveDraft(deps, newsletter, request)
    if (drafted?.created) return drafted.digest
    const now = deps.clock()
    if (drafted === undefined) await deps.digests.create(skip(draftOf(request, now), NOTHING_TO_SAY, now))
    return undefined
  }
