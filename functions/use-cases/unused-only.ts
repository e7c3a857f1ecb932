import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Post } from '#functions/core/post.ts'
import { claimHolds } from './claim-holds.ts'
import type { Digests } from './ports.ts'

const readOnce = (digests: Pick<Digests, 'get'>): Pick<Digests, 'get'> => {
  const read = new Map<string, Promise<Digest | undefined>>()
  return {
    get(ref) {
      const key = digestKey(ref)
      const digest = read.get(key) ?? digests.get(ref)
      read.set(key, digest)
      return digest
    },
  }
}

/** Of posts those that no digest holds. Reads each digest that a claim names once, so it is made anew for each answer. */
export const unusedOnly = (digests: Pick<Digests, 'get'>) => {
  const known = readOnce(digests)
  return async (posts: readonly Post[]): Promise<Post[]> => {
    const held = await Promise.all(posts.map(({ usedIn }) => claimHolds(known, usedIn)))
    return posts.filter((_, index) => !held[index])
  }
}
