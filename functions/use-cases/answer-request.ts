import { plusSeconds } from '#functions/core/instant.ts'
import { type AskIfStillDeps, askIfStill } from './ask-if-still.ts'
import { type EraseDeps, erasePerson } from './erase-person.ts'
import { type InviteDeps, invite } from './invite.ts'
import { type MailLinkDeps, mailLink } from './mail-link.ts'
import type { Queue } from './ports.ts'
import { type PrepareMoveDeps, prepareMove } from './prepare-move.ts'
import type { ReaderRequest } from './request.ts'
import { HeldBack } from './send-letter.ts'

interface Deps extends InviteDeps, MailLinkDeps, PrepareMoveDeps, EraseDeps, AskIfStillDeps {
  requests: Queue<ReaderRequest>
}

const HOUR_SECONDS = 3600
/** An older request is not what anybody waits for any more, and the book of letters would not know it again. */
const MOST_HOURS = 24
/** From then on a request that cannot be answered comes back to the queue until it is set aside, which takes less than half an hour. */
const PATIENCE_HOURS = 23
/** The longest delay of SQS. */
const PAUSE_SECONDS = 900

const answer = (deps: Deps, request: ReaderRequest): Promise<void> => {
  switch (request.kind) {
    case 'sign-up':
      return invite(deps)(request)
    case 'link':
      return mailLink(deps)(request)
    case 'arrive':
      return prepareMove(deps)(request)
    case 'erase':
      return erasePerson(deps)(request.reader, request.at)
    case 'still':
    case 'prove':
      return askIfStill(deps)(request)
  }
}

/** Does what somebody asked for on a page; what is asked for within a day, but for an erasure. While the account lets no letter leave, the request goes back to the end of the queue. */
export const answerRequest =
  (deps: Deps) =>
  async (request: ReaderRequest): Promise<void> => {
    const { kind, newsletter, at } = request
    const waitedFor = (hours: number): boolean => deps.clock() >= plusSeconds(at, hours * HOUR_SECONDS)
    if (kind !== 'erase' && waitedFor(MOST_HOURS)) {
      deps.warn('request not answered', { kind, newsletter, why: 'older than a day' })
      return
    }
    try {
      await answer(deps, request)
    } catch (error) {
      if (!(error instanceof HeldBack) || waitedFor(PATIENCE_HOURS)) throw error
      await deps.requests.send([{ message: request, delaySeconds: PAUSE_SECONDS }])
    }
  }
