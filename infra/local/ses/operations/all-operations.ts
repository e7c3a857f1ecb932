import { getAccount } from './account.ts'
import { configurationSetOperations } from './configuration-sets.ts'
import { eventDestinationOperations } from './event-destinations.ts'
import { identityOperations } from './identities.ts'
import type { Operation } from './operation.ts'
import { sendBulkEmail } from './send-bulk-email.ts'
import { sendEmail } from './send-email.ts'
import { suppressionOperations } from './suppressions.ts'
import { templateOperations } from './templates.ts'

export const allOperations: Operation[] = [
  sendEmail,
  sendBulkEmail,
  getAccount,
  ...templateOperations,
  ...suppressionOperations,
  ...identityOperations,
  ...configurationSetOperations,
  ...eventDestinationOperations,
]
