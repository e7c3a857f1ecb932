import type { LinkPage, LinkPageDeps } from './link-page.ts'
import type { NewId, Queue } from './ports.ts'
import type { ReaderRequest } from './request.ts'
import { usingLink } from './use-link.ts'

interface Deps extends LinkPageDeps {
  requests: Queue<ReaderRequest>
  newId: NewId
}

/** Has all that is kept of a person erased, by the link of their letter. */
export const askToErase =
  (deps: Deps) =>
  (key: string): Promise<LinkPage | undefined> =>
    usingLink(deps, key, 'erase', async (page) => {
      const { newsletter, reader } = page.link
      const request = { kind: 'erase', newsletter, reader, id: deps.newId(), at: deps.clock() } as const
      await deps.requests.send([{ message: request }])
      return page
    })
