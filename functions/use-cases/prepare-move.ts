import { mailedAddress, normaliseAddress } from '#functions/core/address.ts'
import { linkExpiry } from '#functions/core/link.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import { type AddDeps, addSubscriber } from './add-subscriber.ts'
import { type LinkDeps, newLink } from './new-link.ts'
import type { Newsletters, People } from './ports.ts'
import type { RequestOf } from './request.ts'
import { type LetterDeps, sendLetter } from './send-letter.ts'

export interface PrepareMoveDeps extends LetterDeps, LinkDeps, AddDeps {
  newsletters: Newsletters
  people: People
}

/** Mails a letter to the address to which a reader wants to move, and makes rows there that wait for its confirmation, one for each newsletter. A suppressed address gets none. */
export const prepareMove =
  (deps: PrepareMoveDeps) =>
  async (request: RequestOf<'arrive'>): Promise<void> => {
    const { newsletter: slug, reader: from, address, at } = request
    const expiresAt = linkExpiry('arrive', deps.clock())
    const newsletter = await deps.newsletters.get(slug)
    const mover = await deps.subscribers.get(slug, from)
    const normalised = normaliseAddress(address)
    if (newsletter === undefined || mover === undefined || normalised === undefined) return
    const id = readerIdOf(await deps.pepper(), normalised)
    const suppressed = await deps.suppressions.get(id)
    if (id === from || (suppressed !== undefined && suppressed !== 'erased')) return
    const { language } = mover
    for (const each of await deps.newsletters.slugs()) {
      const row = await deps.subscribers.get(each, from)
      if (row === undefined || row.movedTo !== undefined) continue
      const given = {
        newsletter: each,
        address,
        categories: row.categories,
        status: 'pending',
        statusAt: at,
      } as const
      const here = await addSubscriber(deps)(given, expiresAt)
      // One that waits already waits at least as long as this letter's link is good.
      if (here.status === 'pending') await deps.subscribers.renewPending(each, id, {}, expiresAt)
    }
    await deps.people.addMove(from, id, expiresAt)
    const link = { purpose: 'arrive', newsletter: slug, reader: id, from } as const
    await sendLetter(deps, {
      newsletter,
      to: { id, address: mailedAddress(address, normalised), ...(language && { language }) },
      kind: 'arrive',
      ...newLink(deps, link),
      request,
    })
  }
