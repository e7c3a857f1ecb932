import { domainOf } from './address.ts'
/** What GetAccount of SES v2 says. */
export interface AccountState {
  /** Readers a second. */
  readonly maxSendRate: number
  /** Readers in any 24 hours; -1: without limit. */
  readonly max24HourSend: number
  readonly sentLast24Hours: number
  /** Out of the sandbox. */
  readonly production: boolean
  readonly sendingEnabled: boolean
  readonly enforcement: 'HEALTHY' | 'PROBATION' | 'SHUTDOWN'
}

/** Whether SES lets an address send here. */
export interface SenderState {
  readonly region: string
  readonly identity: 'verified' | 'unverified' | 'absent'
  readonly configurationSet: 'sends' | 'paused' | 'absent'
}

/** Readers that may still be mailed in the running 24 hours. */
export const quotaLeft = ({ max24HourSend, sentLast24Hours }: AccountState): number =>
  max24HourSend === -1 ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(max24HourSend - sentLast24Hours))

/** What stands in the way of a send, in words that say what to do. On probation an admin may go on with `heeded`. */
export const obstacles = (
  account: AccountState,
  sender: SenderState,
  address: string,
  heeded: boolean,
): string[] => {
  const domain = domainOf(address)
  const { region } = sender
  const stands: [boolean, string][] = [
    [account.enforcement === 'SHUTDOWN', `SES has shut this account down in ${region}. Ask AWS Support why.`],
    [
      !account.production,
      `The SES account is in the sandbox in ${region}, where it can mail verified addresses alone. Ask for production access.`,
    ],
    [
      !account.sendingEnabled,
      `Sending is paused for the whole SES account in ${region}. Switch it on again.`,
    ],
    [
      account.enforcement === 'PROBATION' && !heeded,
      `SES has put this account on probation in ${region} for its bounces or complaints. Mend that first; resuming the digest sends it all the same.`,
    ],
    [
      sender.identity === 'absent',
      `SES in ${region} does not know ${domain}. Verify it there, or deploy in the region where it is verified.`,
    ],
    [
      sender.identity === 'unverified',
      `SES in ${region} has not verified ${domain} yet. Add the DKIM records that it shows to the domain.`,
    ],
    [
      sender.configurationSet === 'absent',
      `The configuration set that was deployed is not there in ${region}. Deploy again.`,
    ],
    [
      sender.configurationSet === 'paused',
      `Sending is paused for the configuration set in ${region}. Switch it on again.`,
    ],
  ]
  return stands.flatMap(([holds, words]) => (holds ? [words] : []))
}
