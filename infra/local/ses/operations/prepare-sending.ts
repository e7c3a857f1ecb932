import { bareAddress } from '../mime/bare-address.ts'
import { checkAccountSends, checkConfigurationSet, checkNotSuspended } from '../rules/account-rules.ts'
import { addressProblem } from '../rules/address-rules.ts'
import { checkMailFromDomain, checkSenderVerified } from '../rules/identity-rules.ts'
import { badRequest } from '../ses-error.ts'
import type { Simulation } from '../simulation.ts'

/** What a whole call needs before its content is looked at: an account that may send, a sender, a configuration set. */
export const prepareSending = (
  sim: Simulation,
  input: {
    FromEmailAddress?: string | undefined
    ReplyToAddresses?: string[] | undefined
    ConfigurationSetName?: string | undefined
  },
) => {
  checkNotSuspended(sim.state.account)
  checkAccountSends(sim.state.account)
  const from = input.FromEmailAddress
  if (from === undefined) throw badRequest('FromEmailAddress is required.')
  for (const text of [from, ...(input.ReplyToAddresses ?? [])]) {
    const problem = addressProblem(text)
    if (problem) throw badRequest(problem)
  }
  const address = bareAddress(from)
  const identity = checkSenderVerified(sim.state, address, sim.owner.region)
  checkMailFromDomain(identity)
  const configurationSet = input.ConfigurationSetName ?? identity.configurationSet
  checkConfigurationSet(sim.state, configurationSet)
  return {
    from,
    ...(input.ReplyToAddresses?.length ? { replyTo: input.ReplyToAddresses } : {}),
    ...(configurationSet === undefined ? {} : { configurationSet }),
  }
}
