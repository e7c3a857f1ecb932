import type { HistoryEvent, Trace } from '#functions/core/history.ts'
import type { Instant } from '#functions/core/instant.ts'
import { messagesIn } from '#functions/core/messages/messages-in.ts'
import type { SoftRun } from '#functions/core/soft-bounces.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { allFormerIds } from './all-former-ids.ts'
import { type LinkPageDeps, linkPage } from './link-page.ts'
import type { Histories, People, SoftBounces, Suppressions } from './ports.ts'
import { rowsOf } from './rows-of.ts'

interface Deps extends LinkPageDeps {
  suppressions: Suppressions
  histories: Histories
  softBounces: SoftBounces
  people: People
}

/** All that is kept of a person, as they get it (GDPR articles 15 and 20). */
export interface OwnData {
  readonly collectedAt: Instant
  readonly fingerprint: string
  /** Why no mail is sent to the address, where that is so. */
  readonly suppressed: string | null
  readonly subscriptions: readonly Subscriber[]
  readonly history: readonly (HistoryEvent & { readonly trace?: Trace })[]
  readonly softBounces: SoftRun['bounces']
  /** In words: what is kept beside this, and for how long. */
  readonly also: readonly string[]
}

/** Collects what is kept of the person whose letter had this link, on every newsletter and at their addresses before. The link is used up first, so that it gives the data out once. */
export const collectData =
  (deps: Deps) =>
  async (key: string): Promise<OwnData | undefined> => {
    const page = await linkPage(deps)(key)
    if (page?.link.purpose !== 'download') return undefined
    const { reader } = page.link
    if (!(await deps.links.markUsed(reader, page.hash, deps.clock()))) return undefined
    const ids = [reader, ...(await allFormerIds(deps.people, reader))]
    const each = <T>(read: (id: string) => Promise<readonly T[]>) =>
      Promise.all(ids.map(read)).then((all) => all.flat())
    return {
      collectedAt: deps.clock(),
      fingerprint: reader,
      suppressed: (await deps.suppressions.get(reader)) ?? null,
      subscriptions: await each((id) => rowsOf(deps, id)),
      history: await each((id) => deps.histories.list(id)),
      softBounces: await each(async (id) => (await deps.softBounces.get(id)).bounces),
      also: messagesIn(page.reader.language ?? page.newsletter.language).link.alsoKept,
    }
  }
