import { createHash } from 'node:crypto'
import { actOf } from '#functions/core/act.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { Conflict, Invalid, NotFound } from '#functions/core/errors.ts'
import { oneLine } from '#functions/core/plain-text.ts'
import type { Post } from '#functions/core/post.ts'
import type { Actor } from './act-on-digest.ts'
import { approvedContent } from './approved-content.ts'
import { digestOf } from './digest-of.ts'
import type { Acts, Clock, Digests, Posts } from './ports.ts'

interface Deps {
  digests: Digests
  posts: Posts
  acts: Acts
  clock: Clock
}

const MOST_TEXT = 600

/** The same words about the same entry are one correction. */
const idOf = (...parts: readonly string[]): string =>
  createHash('sha256')
    .update(['c1', ...parts].join('|'))
    .digest('hex')
    .slice(0, 24)

/** Attaches a correction to an entry of a digest that was sent: it stands at the top of the next digest, for all readers. It waits and is claimed as posts are. */
export const correctEntry =
  (deps: Deps) =>
  async (ref: DigestRef, post: string, words: string, { by, why }: Actor): Promise<Post> => {
    const text = oneLine(words)
    if (text === '' || text.length > MOST_TEXT)
      throw new Invalid(`Say what is right in 1 to ${MOST_TEXT} characters.`)
    const digest = await digestOf(deps.digests, ref)
    const key = digestKey(ref)
    if (digest.firstCallAt === undefined || ref.kind !== 'regular')
      throw new Conflict(`No reader got ${key}: edit it instead.`)
    const { entries } = await approvedContent(deps.digests, digest)
    const entry = entries.find((one) => one.post === post)
    if (entry === undefined) throw new NotFound(`${key} has no entry ${post}.`)
    const at = deps.clock()
    const { title, url, publisher, language } = entry
    const correction: Post = {
      id: idOf(key, post, text),
      newsletter: ref.newsletter,
      title,
      ...(url && { url }),
      ...(publisher && { publisher }),
      ...(language && { language }),
      authors: [],
      categories: [],
      tags: [],
      publishedAt: at,
      datePrecision: 'instant',
      excerpt: text,
      continues: false,
      position: 0,
      receivedAt: at,
      corrects: { digest: key, post },
    }
    await deps.acts.put(ref, actOf({ verb: 'correct', by, why, at }))
    await deps.posts.put(correction, '', { place: 'fresh' })
    return correction
  }
