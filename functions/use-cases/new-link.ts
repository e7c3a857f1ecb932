import { hashOf, type Link, linkExpiry, linkKey } from '#functions/core/link.ts'
import { linkPath } from '#functions/core/public-paths.ts'
import type { Clock, Links } from './ports.ts'
import type { LetterToSend } from './send-letter.ts'

export interface LinkDeps {
  links: Links
  /** 24 random bytes in base64url. */
  newSecret: () => string
  clock: Clock
}

/** A link for a letter: where it leads, and what makes it lead there. Its secret stands in the letter alone. */
export const newLink = (
  { links, newSecret, clock }: LinkDeps,
  link: Omit<Link, 'expiresAt'>,
): Required<Pick<LetterToSend, 'path' | 'prepare'>> => {
  const secret = newSecret()
  const expiresAt = linkExpiry(link.purpose, clock())
  return {
    path: linkPath(linkKey(link.reader, secret)),
    prepare: () => links.create(hashOf(secret), { ...link, expiresAt }),
  }
}
