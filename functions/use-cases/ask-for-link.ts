import type { Clock, NewId, Queue } from './ports.ts'
import { type ReaderPage, type ReaderPageDeps, readerPage } from './reader-page.ts'
import type { ReaderRequest, RequestOf } from './request.ts'

interface Deps extends ReaderPageDeps {
  requests: Queue<ReaderRequest>
  newId: NewId
  clock: Clock
}

/** Has the link for a download, a move or an erasure mailed to the address itself: the token of a mail, which may be forwarded, is not enough for these. */
export const askForLink =
  (deps: Deps) =>
  async (token: string, purpose: RequestOf<'link'>['purpose']): Promise<ReaderPage | undefined> => {
    const page = await readerPage(deps)(token, 'adjust')
    if (page === undefined) return undefined
    const { newsletter, id: reader } = page.reader
    const request = { kind: 'link', newsletter, reader, purpose, id: deps.newId(), at: deps.clock() } as const
    await deps.requests.send([{ message: request }])
    return page
  }
