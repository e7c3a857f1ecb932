import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2'
import type { SendingAccount } from '#functions/use-cases/ports.ts'

const FRESH_MS = 5 * 60_000

/** The account's quotas, read at most every five minutes: GetAccount allows about one request a second. */
export const sesAccount = (client: SESv2Client, now = Date.now): SendingAccount => {
  let known: { rate: number; readAt: number } | undefined
  return {
    async maxSendRate() {
      if (known === undefined || now() - known.readAt > FRESH_MS) {
        const { SendQuota } = await client.send(new GetAccountCommand({}))
        known = { rate: SendQuota?.MaxSendRate ?? 1, readAt: now() }
      }
      return known.rate
    },
  }
}
