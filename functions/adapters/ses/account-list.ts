import {
  DeleteSuppressedDestinationCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2'
import type { AccountList } from '#functions/use-cases/ports.ts'

/** SES's account-level suppression list. */
export const sesAccountList = (client: SESv2Client): AccountList => ({
  async remove(address) {
    try {
      await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: address }))
    } catch (error) {
      if (!(error instanceof NotFoundException)) throw error
    }
  },
})
