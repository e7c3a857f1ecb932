import type * as z from 'zod'
import { deadlineOf, type Patience } from '#functions/core/deadline.ts'
import type { Digest } from '#functions/core/digest.ts'
import { DigestRef, digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import { owe, skip } from '#functions/core/digest-verbs.ts'
import { draftContent } from '#functions/core/draft.ts'
import type { Content } from '#functions/core/entry.ts'
import { Conflict, NotFound } from '#functions/core/errors.ts'
import { Instant } from '#functions/core/instant.ts'
import { LocalTime, type Newsletter } from '#functions/core/newsletter.ts'
import { roundUpContent } from '#functions/core/round-up-content.ts'
import { usedPosts } from '#functions/core/used-posts.ts'
import { contentsToRoundUp, earlierEntries } from './earlier-digests.ts'
import { gatherPosts } from './gather-posts.ts'
import type { Clock, Digests, Newsletters, Posts } from './ports.ts'
import { saveRevision } from './save-revision.ts'

export interface DraftDeps extends Pick<Patience, 'leastApprovalSeconds'> {
  newsletters: Newsletters
  posts: Posts
  digests: Digests
  clock: Clock
  askForDryRun: (draft: Digest) => Promise<void>
}

export const DraftRequest = DigestRef.extend({ dueAt: Instant, localTime: LocalTime.optional() })
export type DraftRequest = z.infer<typeof DraftRequest>

const NOTHING_TO_SAY = 'No unused post falls into any of its categories.'

/** Why a digest with so many entries is not worth a mail; undefined when it is. */
const tooThin = (
  { minimumEntries }: Newsletter,
  kind: DigestRef['kind'],
  entries: number,
): string | undefined => {
  if (entries === 0)
    return kind === 'regular' ? NOTHING_TO_SAY : 'No regular digest was sent since the last round-up.'
  if (kind === 'round-up' || entries >= minimumEntries) return undefined
  return `It would have ${entries} of the at least ${minimumEntries} entries that the newsletter asks for; they wait for the next.`
}

const draftOf = (request: DraftRequest, now: Instant): Digest =>
  owe({ ...request, version: 1, status: 'draft', cutOffAt: now, revision: 1 }, 'ready')

const contentOf = async (deps: DraftDeps, newsletter: Newsletter, digest: Digest): Promise<Content> => {
  const { kind, cutOffAt } = digest
  if (kind === 'round-up')
    return roundUpContent(newsletter, await contentsToRoundUp(deps.digests, digest), cutOffAt)
  const posts = await gatherPosts(deps, newsletter, cutOffAt, await awaitedPosts(deps, digest))
  return draftContent(newsletter, posts, await earlierEntries(deps.digests, digest), cutOffAt)
}

export type Drafted =
  | { readonly digest: Digest; readonly content: Content; readonly created: boolean }
  | { readonly thin: string }

/** Saves a draft, unless it has too little to say. */
export const saveDraft = async (
  deps: DraftDeps,
  newsletter: Newsletter,
  request: DraftRequest,
): Promise<Drafted> => {
  const digest = draftOf(request, deps.clock())
  const content = await contentOf(deps, newsletter, digest)
  const thin = tooThin(newsletter, digest.kind, content.entries.length)
  if (thin !== undefined) return { thin }
  // The content first: a control row must never name a revision that is not there.
  const saved = await saveRevision(deps.digests, digestRefOf(digest), content)
  const drafted = { ...digest, revision: saved.revision }
  return { digest: drafted, content: saved, created: await deps.digests.create(drafted) }
}

const LATEST = 12

/** Whether people still have time to approve it, or just did. */
const isAwaited = (deps: DraftDeps, digest: Digest): boolean =>
  digest.status === 'approving' || (digest.status === 'draft' && deadlineOf(digest, deps) > deps.clock())

const isLeftBehind = (deps: DraftDeps, digest: Digest): boolean =>
  (digest.status === 'held' && digest.approval === undefined) ||
  (digest.status === 'draft' && !isAwaited(deps, digest))

/** The posts of other drafts that may still go out: they have no claim before their approval. */
const awaitedPosts = async (deps: DraftDeps, draft: Digest): Promise<ReadonlySet<string>> => {
  const awaited = (await deps.digests.latest(draft.newsletter, LATEST)).filter(
    (digest) =>
      digestKey(digest) !== digestKey(draft) && digest.kind === draft.kind && isAwaited(deps, digest),
  )
  const contents = await Promise.all(awaited.map((digest) => deps.digests.content(digest, digest.revision)))
  return new Set(contents.flatMap((content) => (content === undefined ? [] : usedPosts(content))))
}

/** Skips earlier drafts that nobody approved in time: the new one has their posts, and two would tell the same. */
const skipUnapproved = async (deps: DraftDeps, draft: Digest): Promise<void> => {
  const key = digestKey(draft)
  for (const digest of await deps.digests.latest(draft.newsletter, LATEST)) {
    const isOlder = digest.kind === draft.kind && digest.date < draft.date
    if (!isOlder || !isLeftBehind(deps, digest)) continue
    const reason = `It had not gone out when ${key} was drafted, which has its posts.`
    await deps.digests.replace(skip(digest, reason, deps.clock())).catch((error: unknown) => {
      // Somebody approves or resumes it just now; then the later one waits or is refused.
      if (!(error instanceof Conflict)) throw error
    })
  }
}

/** What is done once a draft is there. */
const finish = async (deps: DraftDeps, draft: Digest): Promise<void> => {
  await skipUnapproved(deps, draft)
  await deps.askForDryRun(draft)
}

/** Drafts the digest of a slot, or records that it is skipped. Asking twice makes one. */
export const draftDigest =
  (deps: DraftDeps) =>
  async (request: DraftRequest): Promise<Digest | undefined> => {
    const newsletter = await deps.newsletters.get(request.newsletter)
    if (newsletter === undefined) throw new NotFound(`There is no newsletter ${request.newsletter}.`)
    const there = await deps.digests.get(digestRefOf(request))
    // It may be there from a try that died before it had done the rest.
    if (there?.status === 'draft') await finish(deps, there)
    if (there !== undefined) return undefined
    const drafted = await saveDraft(deps, newsletter, request)
    if ('thin' in drafted) {
      const now = deps.clock()
      await deps.digests.create(skip(draftOf(request, now), drafted.thin, now))
      return undefined
    }
    if (!drafted.created) return undefined
    await finish(deps, drafted.digest)
    return drafted.digest
  }
