import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { place, planOf } from '#functions/core/placement.ts'
import type { Post } from '#functions/core/post.ts'
import { approvedContent } from '#functions/use-cases/approved-content.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { allReaders, standingsOf } from './report.ts'
import type { SesSimulator } from './ses/simulator.ts'

export interface SubmittedFrom {
  readonly post: Post
  readonly file: string | null
}

/** What a run did. */
export interface Results {
  readonly desk: Desk
  readonly inbox: SesSimulator
  readonly newsletter: Newsletter
  readonly digests: readonly Digest[]
  readonly submitted: readonly SubmittedFrom[]
}

const writeMails = (inbox: SesSimulator, dir: string, key: string): Map<string, string> => {
  const mails = new Map<string, string>()
  for (const { messageId, tags } of inbox.accepted()) {
    if (tags.digest !== key || tags.reader === undefined) continue
    const { mime, html } = inbox.message(messageId)
    const path = join(key, tags.reader)
    mkdirSync(join(dir, key), { recursive: true })
    writeFileSync(join(dir, `${path}.eml`), mime)
    if (html !== '') writeFileSync(join(dir, `${path}.html`), html)
    mails.set(tags.reader, `${path}.eml`)
  }
  return mails
}

const summariseDigest = async (dir: string, { desk, inbox, newsletter }: Results, digest: Digest) => {
  const key = digestKey(digest)
  const nameOf = new Map(newsletter.categories.map(({ id, name }) => [id, name]))
  const names = (ids: readonly string[]): string[] => ids.map((id) => nameOf.get(id) ?? id)
  // A skipped digest says nothing to nobody.
  const content = digest.approval && (await approvedContent(desk.digests, digest))
  const entries = content?.entries ?? []
  const plan = content && planOf(content)
  const mails = writeMails(inbox, dir, key)
  const readers = await allReaders(desk, digest.newsletter)
  const standings = await standingsOf(desk, digest)
  const { audience = 0, accepted = 0, failed = 0, excluded = 0, uncertain = 0 } = digest.totals ?? {}
  return {
    key,
    entries: entries.map(({ post, categories, also }) => ({
      post,
      categories: names(categories),
      ...(also && { also: also.map((other) => other.post) }),
    })),
    audience,
    accepted,
    failed,
    excluded,
    uncertain,
    readers: standings.map(({ id, disposition, reason }) => {
      const { categories: choice, notes } = readers.get(id) ?? { categories: [] }
      const categories = choice === 'all' ? [...nameOf.values()] : names(choice)
      const placed =
        plan && disposition === 'accepted' ? place(plan, { categories: choice, notes }).entries : []
      const received = placed.flatMap((index) => entries[index]?.post ?? [])
      return { id, disposition, reason, categories, mail: mails.get(id) ?? null, received }
    }),
  }
}

/** Posts that a digest used up without showing them as entries, with why. */
const unshownIn = async (desk: Desk, digests: readonly Digest[]): Promise<Map<string, string>> => {
  const unshown = new Map<string, string>()
  for (const digest of digests) {
    const content = digest.approval && (await approvedContent(desk.digests, digest))
    for (const { also = [] } of content?.entries ?? [])
      for (const { post } of also) unshown.set(post, 'merged')
    for (const { post } of content?.repeats ?? []) unshown.set(post, 'repeated')
  }
  return unshown
}

const summarisePost = async (
  desk: Desk,
  digests: readonly string[],
  unshown: ReadonlyMap<string, string>,
  { post, file }: SubmittedFrom,
) => {
  const { id, title, categories, usedIn } = (await desk.posts.get(post.newsletter, post.id)) ?? post
  const digest = usedIn !== undefined && digests.includes(usedIn.digest) ? usedIn.digest : null
  return {
    id,
    title,
    file,
    categories,
    digest,
    reason: digest === null ? 'backlog' : (unshown.get(id) ?? null),
  }
}

/** Writes each reader's mail and `summary.json` into a folder. */
export const writeOut = async (dir: string, results: Results): Promise<void> => {
  const { desk, digests, submitted } = results
  mkdirSync(dir, { recursive: true })
  const unshown = await unshownIn(desk, digests)
  const keys = digests.map(digestKey)
  const summary = {
    digests: await Promise.all(digests.map((digest) => summariseDigest(dir, results, digest))),
    posts: await Promise.all(submitted.map((one) => summarisePost(desk, keys, unshown, one))),
  }
  writeFileSync(join(dir, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
}
