import { actOf } from '#functions/core/act.ts'
import { correctionOf, LONGEST_CORRECTION } from '#functions/core/correction.ts'
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

/** Attaches a correction to an entry of a digest that was sent: it stands at the top of the next digest, for all readers. It waits and is claimed as posts are. */
export const correctEntry =
  (deps: Deps) =>
  async (ref: DigestRef, post: string, words: string, { by, why }: Actor): Promise<Post> => {
    const text = oneLine(words)
    if (text === '' || text.length > LONGEST_CORRECTION)
      throw new Invalid(`Say what is right in 1 to ${LONGEST_CORRECTION} characters.`)
    const digest = await digestOf(deps.digests, ref)
    const key = digestKey(ref)
    if (ref.kind !== 'regular') throw new Conflict('Correct it in the regular digest that had it.')
    if (digest.firstCallAt === undefined) throw new Conflict(`No reader got ${key}: edit it instead.`)
    const { entries } = await approvedContent(deps.digests, digest)
    const entry = entries.find((one) => one.post === post)
    if (entry === undefined) throw new NotFound(`${key} has no entry ${post}.`)
    const at = deps.clock()
    const correction = correctionOf(ref, entry, text, at)
    await deps.acts.put(ref, actOf({ verb: 'correct', by, why, at }))
    await deps.posts.put(correction, '', { place: 'fresh' })
    return correction
  }
