import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { isSound, type Scope, type SigningKeys, signToken, verifyToken } from '#functions/core/token.ts'
import type { Newsletters, Subscribers } from './ports.ts'

export interface ReaderPageDeps {
  newsletters: Newsletters
  subscribers: Subscribers
  signingKeys: () => Promise<SigningKeys>
}

export interface ReaderPage {
  readonly newsletter: Newsletter
  readonly reader: Subscriber
  /** The token of the other scope, for links from page to page; none where the token's key is compromised, since it would be good for more than that. */
  readonly other?: string
}

const OTHER = { leave: 'adjust', adjust: 'leave' } as const

/** What the page behind a mail's link shows: the reader whom the token names, or who took over from them. Undefined for a token that is not ours or not of this scope. */
export const readerPage =
  (deps: ReaderPageDeps) =>
  async (token: string, scope: Scope): Promise<ReaderPage | undefined> => {
    const keys = await deps.signingKeys()
    const subject = verifyToken(keys, token)
    if (subject?.scope !== scope) return undefined
    const newsletter = await deps.newsletters.get(subject.newsletter)
    let reader = await deps.subscribers.get(subject.newsletter, subject.reader)
    const seen = new Set<string>()
    while (reader?.movedTo !== undefined && !seen.has(reader.id)) {
      seen.add(reader.id)
      reader = await deps.subscribers.get(subject.newsletter, reader.movedTo)
    }
    if (newsletter === undefined || reader === undefined) return undefined
    const wanted = { newsletter: newsletter.slug, reader: reader.id, scope: OTHER[scope] }
    const other = isSound(keys, token) ? signToken(keys, wanted) : undefined
    return { newsletter, reader, ...(other && { other }) }
  }
