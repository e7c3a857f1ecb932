import { plusDays } from '#functions/core/instant.ts'
import { stillPath } from '#functions/core/public-paths.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type SigningKeys, signToken } from '#functions/core/token.ts'
import { dueTo } from '#functions/core/yearly-question.ts'
import type { Clock, Histories, Newsletters, Subscribers } from './ports.ts'
import type { RequestOf } from './request.ts'
import { type LetterDeps, sendLetter } from './send-letter.ts'

export interface AskIfStillDeps extends LetterDeps {
  newsletters: Newsletters
  subscribers: Subscribers
  histories: Histories
  signingKeys: () => Promise<SigningKeys>
  clock: Clock
}

type Question = RequestOf<'still' | 'prove'>

/** Whether the question is still due, or was marked by an earlier try of this very request, which was cut short. */
const isDue = ({ askedAt, ...reader }: Subscriber, { kind, at }: Question): boolean =>
  dueTo({ ...reader, ...(askedAt !== at && { askedAt }) }, at) === kind

/**
 * Mails the yearly question. The row is marked before, so that a letter which left is never forgotten, and unmarked when
 * the letter certainly did not leave, so that nobody is ended who was not asked. What waited for longer than the letter
 * book remembers, which is a day, is left to the next sweep.
 */
export const askIfStill =
  (deps: AskIfStillDeps) =>
  async (request: Question): Promise<void> => {
    const { newsletter: slug, reader, kind, at } = request
    if (deps.clock() >= plusDays(at, 1)) return
    const newsletter = await deps.newsletters.get(slug)
    const to = await deps.subscribers.get(slug, reader)
    if (newsletter === undefined || to === undefined || !isDue(to, request)) return
    const subject = { newsletter: slug, reader, scope: 'adjust' } as const
    const path = async () => stillPath(signToken(await deps.signingKeys(), subject))
    const unmark = () => deps.subscribers.update(slug, reader, { askedAt: null })
    await deps.subscribers.update(slug, reader, { askedAt: at })
    const outcome = await sendLetter(deps, { newsletter, to, kind, path, request }).catch(async (error) => {
      await unmark()
      throw error
    })
    if (outcome === 'refused') await unmark()
    else await deps.histories.note(reader, { newsletter: slug, at, what: 'asked-again', how: 'gazette' })
  }
