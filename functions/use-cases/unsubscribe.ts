import type { Clock } from './ports.ts'
import { type ReaderPage, type ReaderPageDeps, readerPage } from './reader-page.ts'

/** Ends a subscription by the token of a mail. Doing it again changes nothing; a token that is not ours has no effect. */
export const unsubscribe =
  (deps: ReaderPageDeps & { clock: Clock }) =>
  async (token: string): Promise<ReaderPage | undefined> => {
    const page = await readerPage(deps)(token, 'leave')
    if (page === undefined || page.reader.status === 'unsubscribed') return page
    const { newsletter, id } = page.reader
    const change = { status: 'unsubscribed', statusAt: deps.clock() } as const
    const reader = await deps.subscribers.update(newsletter, id, change)
    return { ...page, reader: reader ?? page.reader }
  }
