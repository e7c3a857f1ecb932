import { bareAddress } from '#infra/local/ses/mime/bare-address.ts'
import type { State, Suppression } from '#infra/local/ses/store/state.ts'

/** The addresses of a mail that are on the account's suppression list. */
export function suppressedRecipients(
  state: State,
  recipients: string[],
): Record<string, Suppression['reason']> | undefined {
  const found = recipients.map(bareAddress).flatMap((address) => {
    const reason = state.suppressedReason(address)
    return reason ? [[address, reason] as const] : []
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}
