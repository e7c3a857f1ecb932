import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { LookingDeps } from './looking.ts'

export interface DraftsDeps {
  latestDigests: LookingDeps['latestDigests']
  content: (ref: DigestRef, revision: number) => Promise<Content | undefined>
}

/** A digest that nobody approved yet, and the posts that it tells. They have no claim before its approval, so the inbox shows them still. */
export interface OpenDraft {
  readonly digest: Digest
  readonly posts: ReadonlySet<string>
}

/** Regular and round-up, each with one that was held. */
const MOST_LOOKED_AT = 8

const isDraft = ({ kind, status, approval }: Digest): boolean =>
  kind === 'regular' && (status === 'draft' || status === 'approving' || (status === 'held' && !approval))

const told = ({ entries, corrections = [] }: Content): string[] => [
  ...entries.flatMap(({ post, also = [] }) => [post, ...also.map((other) => other.post)]),
  ...corrections.map(({ post }) => post),
]

export const openDraftsOf = async (deps: DraftsDeps, { slug }: Newsletter): Promise<OpenDraft[]> => {
  const digests = (await deps.latestDigests(slug, MOST_LOOKED_AT)).filter(isDraft)
  return Promise.all(
    digests.map(async (digest) => {
      const content = await deps.content(digest, digest.revision)
      return { digest, posts: new Set(content === undefined ? [] : told(content)) }
    }),
  )
}

export const draftWith = (drafts: readonly OpenDraft[], post: string): Digest | undefined =>
  drafts.find(({ posts }) => posts.has(post))?.digest

/** A draft that could still take a post. */
export const draftWithout = (drafts: readonly OpenDraft[], post: string): Digest | undefined =>
  drafts.find(({ digest, posts }) => digest.status === 'draft' && !posts.has(post))?.digest
