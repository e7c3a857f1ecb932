import { stillPath } from '#functions/core/public-paths.ts'
import { type SigningKeys, signToken } from '#functions/core/token.ts'
import type { Histories, Newsletters, Subscribers } from './ports.ts'
import type { RequestOf } from './request.ts'
import { type LetterDeps, sendLetter } from './send-letter.ts'

export interface AskIfStillDeps extends LetterDeps {
  newsletters: Newsletters
  subscribers: Subscribers
  histories: Histories
  signingKeys: () => Promise<SigningKeys>
}

/** Mails the yearly question to a reader who still gets the newsletter. */
export const askIfStill =
  (deps: AskIfStillDeps) =>
  async (request: RequestOf<'still' | 'prove'>): Promise<void> => {
    const { newsletter: slug, reader, kind, at } = request
    const newsletter = await deps.newsletters.get(slug)
    const to = await deps.subscribers.get(slug, reader)
    if (newsletter === undefined || to?.status !== 'active') return
    if (to.suppressed !== undefined || to.movedTo !== undefined) return
    const subject = { newsletter: slug, reader, scope: 'adjust' } as const
    const path = async () => stillPath(signToken(await deps.signingKeys(), subject))
    if (await sendLetter(deps, { newsletter, to, kind, path, request }))
      await deps.histories.note(reader, { newsletter: slug, at, what: 'asked-again', how: 'gazette' })
  }
