import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2'
import { domainOf } from '#functions/core/address.ts'
import type { AccountState, SenderState } from '#functions/core/sending-account.ts'
import type { SendingAccount } from '#functions/use-cases/ports.ts'

const FRESH_MS = 5 * 60_000

const ENFORCEMENT = ['PROBATION', 'SHUTDOWN'] as const

const stateOf = async (client: SESv2Client): Promise<AccountState> => {
  const { SendQuota, ...account } = await client.send(new GetAccountCommand({}))
  return {
    maxSendRate: SendQuota?.MaxSendRate ?? 1,
    max24HourSend: SendQuota?.Max24HourSend ?? -1,
    sentLast24Hours: SendQuota?.SentLast24Hours ?? 0,
    production: account.ProductionAccessEnabled === true,
    sendingEnabled: account.SendingEnabled === true,
    enforcement: ENFORCEMENT.find((status) => status === account.EnforcementStatus) ?? 'HEALTHY',
  }
}

const orAbsent = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked
  } catch (error) {
    if (error instanceof NotFoundException) return undefined
    throw error
  }
}

const identityOf = async (client: SESv2Client, name: string): Promise<SenderState['identity']> => {
  const found = await orAbsent(client.send(new GetEmailIdentityCommand({ EmailIdentity: name })))
  if (found === undefined) return 'absent'
  return found.VerifiedForSendingStatus === true ? 'verified' : 'unverified'
}

/** The identities any of which, once verified, stands for an address: its own, its domain's, and those of the domains above (developer guide, creating and verifying identities). */
const identitiesOf = (address: string): string[] => {
  const labels = domainOf(address).toLowerCase().split('.')
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
  return [address, ...domains]
}

/** So that whoever has just removed what stood in the way of a send need not wait. */
const canSend = ({ production, sendingEnabled, enforcement }: AccountState): boolean =>
  production && sendingEnabled && enforcement === 'HEALTHY'

/** The account's quotas and state, read at most every five minutes while it can send: GetAccount allows about one request a second. */
export const sesAccount = (client: SESv2Client, configurationSet: string, now = Date.now): SendingAccount => {
  let known: { state: AccountState; readAt: number } | undefined
  return {
    async state() {
      if (known === undefined || !canSend(known.state) || now() - known.readAt > FRESH_MS)
        known = { state: await stateOf(client), readAt: now() }
      return known.state
    },

    async sender(address) {
      let identity: SenderState['identity'] = 'absent'
      for (const name of identitiesOf(address)) {
        const found = await identityOf(client, name)
        if (found !== 'absent') identity = found
        if (found === 'verified') break
      }
      const set = await orAbsent(
        client.send(new GetConfigurationSetCommand({ ConfigurationSetName: configurationSet })),
      )
      const sends = set?.SendingOptions?.SendingEnabled === false ? 'paused' : 'sends'
      return {
        region: await client.config.region(),
        identity,
        configurationSet: set === undefined ? 'absent' : sends,
      }
    },
  }
}
