import { type Instant, msOf, toInstant } from '#functions/core/instant.ts'
import { readTicket, signTicket } from '#functions/core/ticket.ts'
import type { Clock, Histories, Subscribers } from './ports.ts'
import { type ReaderPage, type ReaderPageDeps, readerPage } from './reader-page.ts'

export interface LeaveDeps extends ReaderPageDeps {
  histories: Histories
  clock: Clock
}

export interface Left extends ReaderPage {
  /** Proves, for an hour, what this very leaving ended, so that no other can be undone by it. */
  readonly undo?: string
}

const undoLabel = (reader: string): string => `undo|${reader}`
const UNDO_MS = 3_600_000

const leaveOne = async (deps: LeaveDeps, newsletter: string, id: string, at: Instant): Promise<void> => {
  await deps.subscribers.update(newsletter, id, {
    status: 'unsubscribed',
    statusAt: at,
    seenAt: at,
    expiresAt: null,
  })
  await deps.histories.note(id, { newsletter, at, what: 'unsubscribed', how: 'mail' })
}

/** On which newsletters a reader has not left yet. */
const staying = async (subscribers: Subscribers, slugs: readonly string[], id: string) => {
  const rows = await Promise.all(slugs.map((slug) => subscribers.get(slug, id)))
  return rows.filter((row) => row !== undefined && row.status !== 'unsubscribed' && row.movedTo === undefined)
}

/** Ends a subscription, or all that the address has here, by the token of a mail. Doing it again changes nothing; a token that is not ours has no effect. */
export const unsubscribe =
  (deps: LeaveDeps) =>
  async (token: string, from: 'this' | 'all' = 'this'): Promise<Left | undefined> => {
    const page = await readerPage(deps)(token, 'leave')
    if (page === undefined) return undefined
    const { newsletter, id } = page.reader
    const slugs = from === 'all' ? await deps.newsletters.slugs() : [newsletter]
    const rows = from === 'all' ? await staying(deps.subscribers, slugs, id) : [page.reader]
    const leaving = rows.filter((row) => row !== undefined && row.status !== 'unsubscribed')
    const at = deps.clock()
    for (const row of leaving) await leaveOne(deps, row?.newsletter ?? '', id, at)
    const ended = leaving.flatMap((row) => (row?.status === 'active' ? [row.newsletter] : []))
    const reader = { ...page.reader, status: 'unsubscribed' as const }
    if (ended.length === 0) return { ...page, reader }
    const undo = signTicket(await deps.signingKeys(), undoLabel(id), `${msOf(at)}.${ended.join('+')}`)
    return { ...page, reader, undo }
  }

/** Takes a leaving back, within an hour and where nothing else happened since. Undefined when it cannot be. */
export const undoLeaving =
  (deps: LeaveDeps) =>
  async (token: string, undo: string): Promise<ReaderPage | undefined> => {
    const page = await readerPage(deps)(token, 'leave')
    if (page === undefined) return undefined
    const { id } = page.reader
    const [leftMs = '', slugs = ''] =
      readTicket(await deps.signingKeys(), undoLabel(id), undo)?.split('.') ?? []
    const now = deps.clock()
    if (slugs === '' || msOf(now) - Number(leftMs) > UNDO_MS) return undefined
    const leftAt = toInstant(Number(leftMs))
    let reader: ReaderPage['reader'] | undefined
    for (const newsletter of slugs.split('+')) {
      const row = await deps.subscribers.get(newsletter, id)
      if (row?.status !== 'unsubscribed' || row.statusAt !== leftAt) continue
      const again = await deps.subscribers.update(newsletter, id, {
        status: 'active',
        statusAt: now,
        seenAt: now,
      })
      await deps.histories.note(id, { newsletter, at: now, what: 'resubscribed', how: 'mail' })
      if (newsletter === page.newsletter.slug) reader = again
    }
    return reader && { ...page, reader }
  }
