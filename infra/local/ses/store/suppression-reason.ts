import * as z from 'zod'

/** Why an address is on the account's suppression list. */
export const SuppressionReason = z.enum(['BOUNCE', 'COMPLAINT'])
export type SuppressionReason = z.infer<typeof SuppressionReason>
