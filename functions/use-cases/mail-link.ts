import { type LinkDeps, newLink } from './new-link.ts'
import type { Newsletters, Subscribers } from './ports.ts'
import type { RequestOf } from './request.ts'
import { type LetterDeps, sendLetter } from './send-letter.ts'

export interface MailLinkDeps extends LetterDeps, LinkDeps {
  newsletters: Newsletters
  subscribers: Subscribers
}

/** Mails the link for a download, a move or an erasure to the reader's own address; to a suppressed one nothing is mailed. */
export const mailLink =
  (deps: MailLinkDeps) =>
  async (request: RequestOf<'link'>): Promise<void> => {
    const { newsletter: slug, reader, purpose } = request
    const newsletter = await deps.newsletters.get(slug)
    const to = await deps.subscribers.get(slug, reader)
    if (newsletter === undefined || to === undefined || to.suppressed !== undefined) return
    const link = newLink(deps, { purpose, newsletter: slug, reader })
    await sendLetter(deps, { newsletter, to, kind: purpose, ...link, request })
  }
