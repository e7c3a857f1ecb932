import * as z from 'zod'

/** What the operator of a real account cannot set by an API call: quotas, sandbox, pause, suspension. */
export const Account = z.object({
  maxSendRate: z.number().positive().default(50),
  max24HourSend: z.number().min(-1).default(1_000_000),
  productionAccess: z.boolean().default(true),
  sendingEnabled: z.boolean().default(true),
  enforcementStatus: z.enum(['HEALTHY', 'PROBATION', 'SHUTDOWN']).default('HEALTHY'),
})
export type Account = z.infer<typeof Account>
