import { type AskIfStillDeps, askIfStill } from './ask-if-still.ts'
import { type EraseDeps, erasePerson } from './erase-person.ts'
import { type InviteDeps, invite } from './invite.ts'
import { type MailLinkDeps, mailLink } from './mail-link.ts'
import { type PrepareMoveDeps, prepareMove } from './prepare-move.ts'
import type { ReaderRequest } from './request.ts'

interface Deps extends InviteDeps, MailLinkDeps, PrepareMoveDeps, EraseDeps, AskIfStillDeps {}

/** Does what somebody asked for on a page. */
export const answerRequest =
  (deps: Deps) =>
  async (request: ReaderRequest): Promise<void> => {
    switch (request.kind) {
      case 'sign-up':
        return invite(deps)(request)
      case 'link':
        return mailLink(deps)(request)
      case 'arrive':
        return prepareMove(deps)(request)
      case 'erase':
        return erasePerson(deps)(request.reader)
      case 'still':
      case 'prove':
        return askIfStill(deps)(request)
    }
  }
