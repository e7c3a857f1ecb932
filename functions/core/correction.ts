import type { Digest } from './digest.ts'
import { type DigestRef, digestKey, parseDigestKey } from './digest-key.ts'
import type { Correction, Entry } from './entry.ts'
import { hexId } from './hex-id.ts'
import type { Instant } from './instant.ts'
import type { Post } from './post.ts'

/** Characters of what is right. */
export const LONGEST_CORRECTION = 600

/** Whether readers got it, in the digest that told it first. */
export const canBeCorrected = ({ kind, firstCallAt }: Pick<Digest, 'kind' | 'firstCallAt'>): boolean =>
  kind === 'regular' && firstCallAt !== undefined

/** The post that carries a correction of an entry: it waits, is claimed and is used up as all posts are. The same words about the same entry are one. */
export const correctionOf = (ref: DigestRef, entry: Entry, text: string, at: Instant): Post => {
  const key = digestKey(ref)
  const { title, url, publisher, language, contentNote } = entry
  return {
    id: hexId(['c1', key, entry.post, text].join('|')),
    newsletter: ref.newsletter,
    title,
    ...(url && { url }),
    ...(publisher && { publisher }),
    ...(language && { language }),
    ...(contentNote && { contentNote }),
    authors: [],
    categories: [],
    tags: [],
    publishedAt: at,
    datePrecision: 'instant',
    excerpt: text,
    continues: false,
    position: 0,
    receivedAt: at,
    corrects: { digest: key, post: entry.post },
  }
}

/** The correction that a post carries; none of a story. */
export const correctionIn = ({ id, title, url, excerpt, contentNote, corrects }: Post): Correction[] =>
  corrects === undefined
    ? []
    : [{ post: id, title, url, date: parseDigestKey(corrects.digest).date, text: excerpt, contentNote }]
