import { type Instant, msOf, toInstant } from '#functions/core/instant.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { readTicket, signTicket } from '#functions/core/ticket.ts'
import type { Clock, Histories } from './ports.ts'
import { type ReaderPage, type ReaderPageDeps, readerPage } from './reader-page.ts'
import { rowsOf } from './rows-of.ts'

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

/** How somebody leaves: on which newsletters, and whether by a button of ours, which they may take back. */
export interface Leaving {
  readonly from: 'this' | 'all'
  readonly byHand: boolean
}

/** Ends one subscription. Who moves at this very moment leaves at the new address as well. */
const leaveOne = async (deps: LeaveDeps, row: Subscriber, at: Instant, byHand: boolean): Promise<void> => {
  const { newsletter, id, status } = row
  const after = await deps.subscribers.update(newsletter, id, {
    status: 'unsubscribed',
    statusAt: at,
    seenAt: at,
    undoable: byHand && status === 'active' ? true : null,
    expiresAt: null,
  })
  if (after === undefined) return
  await deps.histories.note(id, { newsletter, at, what: 'unsubscribed', how: 'mail' })
  const there =
    after.movedTo === undefined ? undefined : await deps.subscribers.get(newsletter, after.movedTo)
  if (there !== undefined && there.status !== 'unsubscribed') await leaveOne(deps, there, at, false)
}

/** Ends a subscription, or all that the address has here, by the token of a mail. Doing it again ends nothing more, but that a leaving before can no longer be taken back. A token that is not ours has no effect. */
export const unsubscribe =
  (deps: LeaveDeps) =>
  async (token: string, { from, byHand }: Leaving): Promise<Left | undefined> => {
    const page = await readerPage(deps)(token, 'leave')
    if (page === undefined) return undefined
    const { id } = page.reader
    const all = from === 'all' ? await rowsOf(deps, id) : [page.reader]
    const rows = all.filter(({ movedTo }) => movedTo === undefined)
    const at = deps.clock()
    for (const row of rows) {
      if (row.status !== 'unsubscribed') await leaveOne(deps, row, at, byHand)
      else if (row.undoable) await deps.subscribers.update(row.newsletter, id, { undoable: null })
    }
    const ended = rows.flatMap(({ status, newsletter }) => (status === 'active' ? [newsletter] : []))
    const reader = { ...page.reader, status: 'unsubscribed' as const }
    if (ended.length === 0 || !byHand) return { ...page, reader }
    const undo = signTicket(await deps.signingKeys(), undoLabel(id), `${msOf(at)}.${ended.join('+')}`)
    return { ...page, reader, undo }
  }

/** Takes a leaving back, within an hour and where they did not leave again since. Undefined when it cannot be. */
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
      if (row?.status !== 'unsubscribed' || !row.undoable || row.statusAt !== leftAt) continue
      const again = await deps.subscribers.update(newsletter, id, {
        status: 'active',
        statusAt: now,
        seenAt: now,
        askedAt: null,
        undoable: null,
      })
      if (again === undefined) continue
      await deps.histories.note(id, { newsletter, at: now, what: 'resubscribed', how: 'mail' })
      if (newsletter === page.newsletter.slug) reader = again
    }
    return reader && { ...page, reader }
  }
