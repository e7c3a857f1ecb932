import { type Link, parseLinkKey } from '#functions/core/link.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { Clock, Links, Newsletters, Subscribers } from './ports.ts'

export interface LinkPageDeps {
  links: Links
  newsletters: Newsletters
  subscribers: Subscribers
  clock: Clock
}

/** What a letter's link stands for, with whom it concerns. */
export interface LinkPage {
  readonly link: Link
  readonly hash: string
  readonly newsletter: Newsletter
  readonly reader: Subscriber
}

/** The page behind a letter's link. Undefined for one that was used, whose time is over, or that is not ours. */
export const linkPage =
  (deps: LinkPageDeps) =>
  async (key: string): Promise<LinkPage | undefined> => {
    const parsed = parseLinkKey(key)
    const link = parsed && (await deps.links.get(parsed.reader, parsed.hash))
    if (
      parsed === undefined ||
      link === undefined ||
      link.usedAt !== undefined ||
      link.expiresAt <= deps.clock()
    )
      return undefined
    const newsletter = await deps.newsletters.get(link.newsletter)
    const reader = await deps.subscribers.get(link.newsletter, link.reader)
    return newsletter === undefined || reader === undefined
      ? undefined
      : { link, hash: parsed.hash, newsletter, reader }
  }
