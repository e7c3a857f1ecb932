import type { CheckedAddress } from '#functions/core/check-address.ts'
import { oneLine } from '#functions/core/plain-text.ts'

/** What was found of an address, as a document for programs. */
export const addressDocument = (address: string, checked: CheckedAddress) => ({
  address,
  ok: checked.ok,
  reason: checked.ok ? null : checked.reason,
  normalized: checked.ok ? checked.normalized : null,
  hint: checked.hint ?? null,
})

/** What was found of an address, in one line for people. */
export const describeCheckedAddress = (address: string, checked: CheckedAddress): string => {
  const verdict = checked.ok ? `is mailed as ${checked.normalized}` : `is refused: ${checked.reason}`
  const hint = checked.hint === undefined ? '' : ` Perhaps ${checked.hint} was meant.`
  return oneLine(`${JSON.stringify(address)} ${verdict}.${hint}`)
}
