import type { HistoryEvent, Trace } from '#functions/core/history.ts'
import type { Instant } from '#functions/core/instant.ts'
import { messagesIn } from '#functions/core/messages/messages-in.ts'
import type { SoftRun } from '#functions/core/soft-bounces.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { LinkPageDeps } from './link-page.ts'
import type { Histories, SoftBounces, Suppressions } from './ports.ts'
import { rowsOf } from './rows-of.ts'
import { usingLink } from './use-link.ts'

interface Deps extends LinkPageDeps {
  suppressions: Suppressions
  histories: Histories
  softBounces: SoftBounces
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

/** Collects what is kept of the person whose letter had this link, on every newsletter. */
export const collectData =
  (deps: Deps) =>
  (key: string): Promise<OwnData | undefined> =>
    usingLink(deps, key, 'download', async (page) => {
      const { reader } = page.link
      return {
        collectedAt: deps.clock(),
        fingerprint: reader,
        suppressed: (await deps.suppressions.get(reader)) ?? null,
        subscriptions: await rowsOf(deps, reader),
        history: await deps.histories.list(reader),
        softBounces: (await deps.softBounces.get(reader)).bounces,
        also: messagesIn(page.reader.language ?? page.newsletter.language).link.alsoKept,
      }
    })
