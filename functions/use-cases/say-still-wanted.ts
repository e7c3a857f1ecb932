import type { Clock, Histories } from './ports.ts'
import { type ReaderPage, type ReaderPageDeps, readerPage } from './reader-page.ts'

interface Deps extends ReaderPageDeps {
  histories: Histories
  clock: Clock
}

/** Notes that a reader still wants the newsletter, by the token of a mail. Of who was imported without proof it is the proof. */
export const sayStillWanted =
  (deps: Deps) =>
  async (token: string): Promise<ReaderPage | undefined> => {
    const page = await readerPage(deps)(token, 'adjust')
    if (page === undefined) return undefined
    const { newsletter, id, consentAt } = page.reader
    const at = deps.clock()
    const reader = await deps.subscribers.update(newsletter, id, {
      seenAt: at,
      consentAt: consentAt ?? at,
      askedAt: null,
    })
    if (reader === undefined) return undefined
    await deps.histories.note(id, { newsletter, at, what: 'still-wanted', how: 'mail' })
    return { ...page, reader }
  }
