import { bareAddress } from '#infra/local/ses/mime/bare-address.ts'
import {
  addressProblem,
  recipientCountProblem,
  simulatorMailbox,
} from '#infra/local/ses/rules/address-rules.ts'
import { identityFor } from '#infra/local/ses/rules/identity-rules.ts'
import type { State } from '#infra/local/ses/store/state.ts'

/** Why a message cannot be addressed like this. */
export function recipientProblem(recipients: string[]): string | undefined {
  return (
    recipientCountProblem(recipients) ??
    recipients.map(addressProblem).find((problem) => problem !== undefined)
  )
}

/** In the sandbox every recipient must be verified or belong to the mailbox simulator. */
export function unverifiedInSandbox(state: State, recipients: string[]): string[] {
  if (state.account.productionAccess) return []
  return recipients
    .map(bareAddress)
    .filter((address) => simulatorMailbox(address) === undefined && !identityFor(state, address))
}
