import { bareAddress } from '../mime/bare-address.ts'
import { addressProblem, recipientCountProblem, simulatorMailbox } from '../rules/address-rules.ts'
import { identityFor } from '../rules/identity-rules.ts'
import type { State } from '../store/state.ts'

/** Why a message cannot be addressed like this. */
export const recipientProblem = (recipients: string[]): string | undefined =>
  recipientCountProblem(recipients) ?? recipients.map(addressProblem).find((problem) => problem !== undefined)

/** In the sandbox every recipient must be verified or belong to the mailbox simulator. */
export const unverifiedInSandbox = (state: State, recipients: string[]): string[] => {
  if (state.account.productionAccess) return []
  return recipients
    .map(bareAddress)
    .filter((address) => simulatorMailbox(address) === undefined && !identityFor(state, address))
}
