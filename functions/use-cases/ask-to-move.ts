import { type AddressProblem, checkAddress } from '#functions/core/check-address.ts'
import type { LinkPage, LinkPageDeps } from './link-page.ts'
import type { NewId, Queue } from './ports.ts'
import type { ReaderRequest } from './request.ts'
import { usingLink } from './use-link.ts'

interface Deps extends LinkPageDeps {
  requests: Queue<ReaderRequest>
  newId: NewId
}

export type MoveAsked = { readonly page: LinkPage } & (
  | { readonly sentTo: string }
  | { readonly reason: AddressProblem; readonly typed: string }
)

/** Has a letter mailed to the address to which a reader wants to move. The link stays good while the address is not. */
export const askToMove =
  (deps: Deps) =>
  async (key: string, typed: string): Promise<MoveAsked | undefined> => {
    let refused: MoveAsked | undefined
    const asked = await usingLink<MoveAsked>(deps, key, 'move', async (page) => {
      const checked = checkAddress(typed.trim(), page.newsletter.refusedDomains)
      if (!checked.ok) {
        refused = { page, reason: checked.reason, typed }
        return undefined
      }
      const { newsletter, reader } = page.link
      const request = { newsletter, reader, id: deps.newId(), at: deps.clock() }
      await deps.requests.send([{ message: { ...request, kind: 'arrive', address: checked.normalized } }])
      return { page, sentTo: checked.normalized }
    })
    return asked ?? refused
  }
