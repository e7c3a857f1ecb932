import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import { HOURS, hashOf, type Link, linkKey } from '#functions/core/link.ts'
import { linkPath } from '#functions/core/public-paths.ts'
import type { Links } from './ports.ts'

export interface LinkDeps {
  links: Links
  /** 24 random bytes in base64url. */
  newSecret: () => string
}

/** Makes a link for a letter, and answers where it leads. Its secret stands in the letter alone. */
export const newLink = async (
  deps: LinkDeps,
  link: Omit<Link, 'expiresAt'>,
  now: Instant,
): Promise<string> => {
  const secret = deps.newSecret()
  await deps.links.create(hashOf(secret), {
    ...link,
    expiresAt: plusSeconds(now, HOURS[link.purpose] * 3600),
  })
  return linkPath(linkKey(link.reader, secret))
}
