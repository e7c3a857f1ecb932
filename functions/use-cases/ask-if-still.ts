import { leavePath, stillPath } from '#functions/core/public-paths.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type Scope, type SigningKeys, signToken } from '#functions/core/token.ts'
import { dueTo } from '#functions/core/yearly-question.ts'
import type { Histories, Newsletters, Subscribers } from './ports.ts'
import type { RequestOf } from './request.ts'
import { type LetterDeps, type LetterOutcome, sendLetter } from './send-letter.ts'

export interface AskIfStillDeps extends LetterDeps {
  newsletters: Newsletters
  subscribers: Subscribers
  histories: Histories
  signingKeys: () => Promise<SigningKeys>
}

type Question = RequestOf<'still' | 'prove'>

/** Whether the question is still due, or was marked by an earlier try of this very request, which was cut short. */
const isDue = ({ askedAt, ...reader }: Subscriber, { kind, at }: Question): boolean =>
  dueTo({ ...reader, ...(askedAt !== at && { askedAt }) }, at) === kind

/** Whether a reader counts as asked. A letter that may have left is not mailed again; but from `prove` an end follows, so it has to have left for certain. */
const isAsked = (outcome: LetterOutcome, { kind }: Question): boolean =>
  outcome === 'sent' || (outcome === 'unknown' && kind === 'still')

/** Mails the yearly question, and marks the reader as asked once it left. */
export const askIfStill =
  (deps: AskIfStillDeps) =>
  async (request: Question): Promise<void> => {
    const { newsletter: slug, reader, kind, at } = request
    const newsletter = await deps.newsletters.get(slug)
    const to = await deps.subscribers.get(slug, reader)
    if (newsletter === undefined || to === undefined || !isDue(to, request)) return
    const keys = await deps.signingKeys()
    const token = (scope: Scope) => signToken(keys, { newsletter: slug, reader, scope })
    const paths = { path: stillPath(token('adjust')), leave: leavePath(token('leave')) }
    const outcome = await sendLetter(deps, { newsletter, to, kind, ...paths, request })
    if (!isAsked(outcome, request)) return
    const asked = await deps.subscribers.update(slug, reader, { askedAt: at })
    if (asked !== undefined)
      await deps.histories.note(reader, { newsletter: slug, at, what: 'asked-again', how: 'gazette' })
  }
