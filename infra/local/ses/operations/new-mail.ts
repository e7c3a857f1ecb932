import { allRecipients } from '../all-recipients.ts'
import type { Faults } from '../faults/create-faults.ts'
import { newMessageId } from '../message-id.ts'
import { bareAddress } from '../mime/bare-address.ts'
import type { Simulation } from '../simulation.ts'
import type { AcceptedMail } from '../store/accepted-call.ts'
import type { State } from '../store/state.ts'
import type { Destination } from './request-schemas.ts'

/** The addresses of a mail that are on the account's suppression list. */
const suppressedOf = (state: State, recipients: string[]): AcceptedMail['suppressed'] => {
  const found = recipients.map(bareAddress).flatMap((address) => {
    const reason = state.suppressedReason(address)
    return reason ? [[address, reason] as const] : []
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}

/** A mail as it is accepted, with what will decide its fate. */
export const newMail = (
  { state }: Simulation,
  time: number,
  destination: Destination,
  faults: ReturnType<Faults['ofEntry']>,
): AcceptedMail => {
  const suppressed = suppressedOf(state, allRecipients(destination))
  const forced = faults.find((fault) => fault.kind === 'outcome')
  return {
    id: newMessageId(time),
    ...destination,
    ...(suppressed && { suppressed }),
    ...(forced && { outcome: forced.outcome }),
  }
}
