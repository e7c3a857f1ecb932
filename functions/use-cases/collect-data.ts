import type { HistoryEvent, Trace } from '#functions/core/history.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { LinkPageDeps } from './link-page.ts'
import type { Histories, Suppressions } from './ports.ts'
import { usingLink } from './use-link.ts'

interface Deps extends LinkPageDeps {
  suppressions: Suppressions
  histories: Histories
}

/** All that is kept of a person, as they get it (GDPR articles 15 and 20). */
export interface OwnData {
  readonly collectedAt: Instant
  readonly fingerprint: string
  /** Why no mail is sent to the address, where that is so. */
  readonly suppressed: string | null
  readonly subscriptions: readonly Subscriber[]
  readonly history: readonly (HistoryEvent & { readonly trace?: Trace })[]
  readonly also: readonly string[]
}

const ALSO = [
  'Records of past sendings name the fingerprint alone: whether a digest was sent, delivered or bounced.',
  'The IP address and the browser of a sign-up are kept for 90 days, the rest until you are erased.',
  'Backups of the database keep what was deleted for 35 days.',
]

/** Collects what is kept of the person whose letter had this link, on every newsletter. */
export const collectData =
  (deps: Deps) =>
  (key: string): Promise<OwnData | undefined> =>
    usingLink(deps, key, 'download', async ({ link: { reader } }) => {
      const subscriptions: Subscriber[] = []
      for (const slug of await deps.newsletters.slugs()) {
        const row = await deps.subscribers.get(slug, reader)
        if (row !== undefined) subscriptions.push(row)
      }
      return {
        collectedAt: deps.clock(),
        fingerprint: reader,
        suppressed: (await deps.suppressions.get(reader)) ?? null,
        subscriptions,
        history: await deps.histories.list(reader),
        also: ALSO,
      }
    })
