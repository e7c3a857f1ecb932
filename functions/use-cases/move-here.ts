import type { Instant } from '#functions/core/instant.ts'
import { asChange } from '#functions/core/preferences.ts'
import { activate } from './activate.ts'
import type { LinkPage, LinkPageDeps } from './link-page.ts'
import type { Histories, People, Suppressions } from './ports.ts'
import { usingLink } from './use-link.ts'

interface Deps extends LinkPageDeps {
  suppressions: Suppressions
  histories: Histories
  people: People
}

/** Moves one newsletter's subscription, choices and all; false where there is nothing to move. Who was active at the new address before keeps their choices there. */
const moveOne = async (
  deps: Deps,
  newsletter: string,
  from: string,
  to: string,
  now: Instant,
): Promise<boolean> => {
  const [old, here] = [
    await deps.subscribers.get(newsletter, from),
    await deps.subscribers.get(newsletter, to),
  ]
  if (old === undefined || here === undefined) return false
  if (old.movedTo !== undefined && old.movedTo !== to) return false
  // A row from which somebody moved away once waits like a new one.
  const isWaiting = here.status === 'pending' || here.movedTo !== undefined
  if (old.status === 'active' && (isWaiting || here.status !== 'active')) {
    const { consentAt = now, pausedUntil } = old
    const change = { ...asChange(old), consentAt, ...(pausedUntil && { pausedUntil }) }
    if ((await activate(deps, { newsletter, reader: to }, now, change)) === undefined) return false
  } else if (isWaiting) {
    const left = { status: 'unsubscribed', statusAt: now, movedTo: null, expiresAt: null } as const
    await deps.subscribers.update(newsletter, to, left)
  }
  // Last: nobody is between two addresses without getting mail at one.
  const gone = await deps.subscribers.update(newsletter, from, { movedTo: to, statusAt: now })
  // Who left at this very moment, by a mail to the old address, has left at the new one.
  if (old.status === 'active' && gone?.status === 'unsubscribed')
    await deps.subscribers.update(newsletter, to, { status: 'unsubscribed', statusAt: now })
  for (const id of [from, to])
    await deps.histories.note(id, { newsletter, at: now, what: 'moved', how: 'link' })
  return true
}

/** Moves a reader, on every newsletter, to the address whose letter had this link. Tokens of old mails follow. Undefined where nobody moved, since they are elsewhere by now. */
export const moveHere =
  (deps: Deps) =>
  (key: string): Promise<LinkPage | undefined> =>
    usingLink(deps, key, 'arrive', async (page) => {
      const { reader: to, from, newsletter } = page.link
      if (from === undefined) return undefined
      await deps.people.addFormerId(to, from)
      let moved = false
      for (const slug of await deps.newsletters.slugs())
        moved = (await moveOne(deps, slug, from, to, deps.clock())) || moved
      const reader = await deps.subscribers.get(newsletter, to)
      return moved && reader !== undefined ? { ...page, reader } : undefined
    })
