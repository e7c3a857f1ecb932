import type { Account } from '#infra/local/ses/account.ts'
import { notFound, SesError } from '#infra/local/ses/ses-error.ts'
import type { State } from '#infra/local/ses/store/state.ts'

/** AccountSuspendedException: a shut-down account can send nothing. */
export function checkNotSuspended(account: Account): void {
  if (account.enforcementStatus === 'SHUTDOWN')
    throw new SesError('AccountSuspendedException', 'The account has been suspended from sending.')
}

/** SendingPausedException: sending of the account is paused. */
export function checkAccountSends(account: Account): void {
  if (!account.sendingEnabled)
    throw new SesError('SendingPausedException', 'Email sending is disabled for this account.')
}

/** NotFoundException for an unknown configuration set, SendingPausedException for a paused one. */
export function checkConfigurationSet(state: State, name: string | undefined): void {
  if (name === undefined) return
  const set = state.configurationSets.get(name)
  if (!set) throw notFound(`Configuration set <${name}> does not exist.`)
  if (!set.sendingEnabled)
    throw new SesError('SendingPausedException', `Email sending is disabled for configuration set <${name}>.`)
}
