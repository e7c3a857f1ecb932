import type { SuppressionCause } from '#functions/core/subscriber.ts'

/** Why an address is not mailed, for admins. */
export const TOLD_CAUSE: Readonly<Record<SuppressionCause, string>> = {
  admin: 'an admin’s word',
  bounce: 'bounces',
  complaint: 'a complaint',
  erased: 'the erasure of its owner’s data',
}
