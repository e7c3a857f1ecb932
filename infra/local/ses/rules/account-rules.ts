import type { Account } from '../account.ts'
import { notFound, SesError } from '../ses-error.ts'
import type { ConfigurationSet, State } from '../store/state.ts'

/** AccountSuspendedException: a shut-down account can send nothing. */
export const checkNotSuspended = (account: Account): void => {
  if (account.enforcementStatus === 'SHUTDOWN')
    throw new SesError('AccountSuspendedException', 'The account has been suspended from sending.')
}

/** SendingPausedException: sending of the account is paused. */
export const checkAccountSends = (account: Account): void => {
  if (!account.sendingEnabled)
    throw new SesError('SendingPausedException', 'Email sending is disabled for this account.')
}

/** NotFoundException for an unknown configuration set. */
export const configurationSetOf = (state: State, name: string): ConfigurationSet => {
  const set = state.configurationSets.get(name)
  if (!set) throw notFound(`Configuration set <${name}> does not exist.`)
  return set
}

/** SendingPausedException for a paused configuration set. */
export const checkConfigurationSet = (state: State, name: string | undefined): void => {
  if (name !== undefined && !configurationSetOf(state, name).sendingEnabled)
    throw new SesError('SendingPausedException', `Email sending is disabled for configuration set <${name}>.`)
}
