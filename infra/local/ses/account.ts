import * as z from 'zod'

/** What the operator of a real account cannot set by an API call: quotas, sandbox, pause, suspension. */
export const Account = z.object({
  maxSendRate: z.number().positive().default(50),
  max24HourSend: z.number().min(-1).default(1_000_000),
  productionAccess: z.boolean().default(true),
  sendingEnabled: z.boolean().default(true),
  /** Whether template operations are held to their calls a second; a start from nothing makes many at once. */
  operationRates: z.boolean().default(false),
  enforcementStatus: z.enum(['HEALTHY', 'PROBATION', 'SHUTDOWN']).default('HEALTHY'),
})
export type Account = z.infer<typeof Account>

const SANDBOX = { max24HourSend: 200, maxSendRate: 1 }

/** The quotas in force: in the sandbox everybody has the same. */
export const sendQuotaOf = (account: Account): { max24HourSend: number; maxSendRate: number } =>
  account.productionAccess ? account : SANDBOX
