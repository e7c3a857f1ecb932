import { msOf } from '#functions/core/instant.ts'
import { type Link, type LinkPurpose, linkMadeAt, parseLinkKey } from '#functions/core/link.ts'
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

/** Whether its reader did something since that a link must not undo: who moved away does nothing from the old address, and who left is not brought back by a link of before. */
const isOutlived = (link: Link, { movedTo, status, statusAt }: Subscriber): boolean => {
  if (link.purpose === 'confirm' || link.purpose === 'arrive')
    return status === 'unsubscribed' && statusAt > linkMadeAt(link)
  return movedTo !== undefined
}

/** What a link of ours stands for, used or not. */
const found = async (deps: LinkPageDeps, key: string): Promise<LinkPage | undefined> => {
  const parsed = parseLinkKey(key)
  const link = parsed && (await deps.links.get(parsed.reader, parsed.hash))
  if (parsed === undefined || link === undefined || link.expiresAt <= deps.clock()) return undefined
  const newsletter = await deps.newsletters.get(link.newsletter)
  const reader = await deps.subscribers.get(link.newsletter, link.reader)
  if (newsletter === undefined || reader === undefined || isOutlived(link, reader)) return undefined
  return { link, hash: parsed.hash, newsletter, reader }
}

/** The page behind a letter's link. Undefined for one that was used, whose time is over, that was outlived, or that is not ours. */
export const linkPage =
  (deps: LinkPageDeps) =>
  async (key: string): Promise<LinkPage | undefined> => {
    const page = await found(deps, key)
    return page?.link.usedAt === undefined ? page : undefined
  }

const TWICE_MS = 60_000

/** The page of a button that was pressed twice: what it did a moment ago stands. */
export const pressedTwice = async (
  deps: LinkPageDeps,
  key: string,
  purpose: LinkPurpose,
): Promise<LinkPage | undefined> => {
  const page = await found(deps, key)
  const { usedAt } = page?.link ?? {}
  if (page?.link.purpose !== purpose || usedAt === undefined) return undefined
  return msOf(deps.clock()) - msOf(usedAt) < TWICE_MS ? page : undefined
}
