import { type Digest, isHeeded } from '#functions/core/digest.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { obstacles } from '#functions/core/sending-account.ts'
import type { SendingAccount } from './ports.ts'

/** What stands in the way of sending a digest as SES is now, in words that say what to do. */
export const obstaclesOf = async (
  account: SendingAccount,
  { sender: { address } }: Newsletter,
  digest: Digest,
): Promise<string[]> =>
  obstacles(await account.state(), await account.sender(address), address, isHeeded(digest, 'account'))
