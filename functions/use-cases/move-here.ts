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

/** Moves one newsletter's subscription, choices and all. Who was active at the new address before keeps their choices there. */
const moveOne = async (
  deps: Deps,
  newsletter: string,
  from: string,
  to: string,
  now: Instant,
): Promise<void> => {
  const [old, here] = [
    await deps.subscribers.get(newsletter, from),
    await deps.subscribers.get(newsletter, to),
  ]
  if (old === undefined || here === undefined) return
  if (old.movedTo !== undefined && old.movedTo !== to) return
  // A row from which somebody moved away once waits like a new one.
  const isWaiting = here.status === 'pending' || here.movedTo !== undefined
  if (old.status === 'active' && (isWaiting || here.status !== 'active')) {
    const { consentAt = now, pausedUntil } = old
    await activate(deps, { newsletter, reader: to }, now, { ...asChange(old), consentAt })
    if (pausedUntil !== undefined) await deps.subscribers.update(newsletter, to, { pausedUntil })
  } else if (isWaiting) {
    const left = { status: 'unsubscribed', statusAt: now, movedTo: null, expiresAt: null } as const
    await deps.subscribers.update(newsletter, to, left)
  }
  // Last: nobody is between two addresses without getting mail at one.
  await deps.subscribers.update(newsletter, from, { movedTo: to, statusAt: now })
  for (const id of [from, to])
    await deps.histories.note(id, { newsletter, at: now, what: 'moved', how: 'link' })
}

/** Moves a reader, on every newsletter, to the address whose letter had this link. Tokens of old mails follow. */
export const moveHere =
  (deps: Deps) =>
  (key: string): Promise<LinkPage | undefined> =>
    usingLink(deps, key, 'arrive', async (page) => {
      const { reader: to, from, newsletter } = page.link
      if (from === undefined) return undefined
      await deps.people.addFormerId(to, from)
      for (const slug of await deps.newsletters.slugs()) await moveOne(deps, slug, from, to, deps.clock())
      const reader = await deps.subscribers.get(newsletter, to)
      return reader && { ...page, reader }
    })
