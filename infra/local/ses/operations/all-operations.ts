import { getAccount } from '#infra/local/ses/operations/account.ts'
import { configurationSetOperations } from '#infra/local/ses/operations/configuration-sets.ts'
import { identityOperations } from '#infra/local/ses/operations/identities.ts'
import type { Operation } from '#infra/local/ses/operations/operation.ts'
import { sendBulkEmail } from '#infra/local/ses/operations/send-bulk-email.ts'
import { sendEmail } from '#infra/local/ses/operations/send-email.ts'
import { suppressionOperations } from '#infra/local/ses/operations/suppressions.ts'
import { templateOperations } from '#infra/local/ses/operations/templates.ts'

export const allOperations: Operation[] = [
  sendEmail,
  sendBulkEmail,
  getAccount,
  ...templateOperations,
  ...suppressionOperations,
  ...identityOperations,
  ...configurationSetOperations,
]
