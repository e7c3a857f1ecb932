import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type Scope, type SigningKeys, verifyToken } from '#functions/core/token.ts'
import type { Newsletters, Subscribers } from './ports.ts'

export interface ReaderPageDeps {
  newsletters: Newsletters
  subscribers: Subscribers
  signingKeys: () => Promise<SigningKeys>
}

export interface ReaderPage {
  readonly newsletter: Newsletter
  readonly reader: Subscriber
}

const MOST_MOVES = 5

/** What the page behind a mail's link shows: the reader whom the token names, or who took over from them. Undefined for a token that is not ours or not of this scope. */
export const readerPage =
  (deps: ReaderPageDeps) =>
  async (token: string, scope: Scope): Promise<ReaderPage | undefined> => {
    const subject = verifyToken(await deps.signingKeys(), token)
    if (subject?.scope !== scope) return undefined
    const newsletter = await deps.newsletters.get(subject.newsletter)
    let reader = await deps.subscribers.get(subject.newsletter, subject.reader)
    for (let moves = 0; reader?.movedTo !== undefined && moves < MOST_MOVES; moves += 1)
      reader = await deps.subscribers.get(subject.newsletter, reader.movedTo)
    return newsletter === undefined || reader === undefined ? undefined : { newsletter, reader }
  }
