import { createHash } from 'node:crypto'
import * as z from 'zod'
import { Instant, plusSeconds } from './instant.ts'
import { Preferences } from './preferences.ts'
import { ReaderId } from './reader-id.ts'
import { Slug } from './slug.ts'

/** What a link in a letter is for. `arrive` stands in the letter to a new address. */
export const LinkPurpose = z.enum(['confirm', 'download', 'move', 'arrive', 'erase'])
export type LinkPurpose = z.infer<typeof LinkPurpose>

/** Hours for which the link of a letter is good. */
const HOURS: Readonly<Record<LinkPurpose, number>> = {
  confirm: 72,
  download: 24,
  move: 24,
  arrive: 24,
  erase: 24,
}

/** What a link in a letter stands for. It can be used once, within its time; of its secret only the hash is kept. */
export const Link = z.strictObject({
  purpose: LinkPurpose,
  newsletter: Slug,
  reader: ReaderId,
  expiresAt: Instant,
  /** Of `confirm`: what was chosen at the sign-up. */
  preferences: Preferences.optional(),
  /** Of `arrive`: who moves here. */
  from: ReaderId.optional(),
  usedAt: Instant.optional(),
})
export type Link = z.infer<typeof Link>

/** When a link that is made now is over. */
export const linkExpiry = (purpose: LinkPurpose, now: Instant): Instant =>
  plusSeconds(now, HOURS[purpose] * 3600)

export const linkMadeAt = ({ purpose, expiresAt }: Pick<Link, 'purpose' | 'expiresAt'>): Instant =>
  plusSeconds(expiresAt, -HOURS[purpose] * 3600)

const KEY = /^([0-9a-f]{24})\.([A-Za-z0-9_-]{32})$/

/** `READER.SECRET`, as it stands in the letter's link. The secret has 24 random bytes, in base64url. */
export const linkKey = (reader: string, secret: string): string => `${reader}.${secret}`

/** The reader whom a link names, and the hash under which it is kept; undefined for what is no link of ours. */
export const parseLinkKey = (key: string): { reader: string; hash: string } | undefined => {
  const [, reader, secret] = KEY.exec(key) ?? []
  return reader === undefined || secret === undefined ? undefined : { reader, hash: hashOf(secret) }
}

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
