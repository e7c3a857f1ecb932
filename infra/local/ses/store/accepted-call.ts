import * as z from 'zod'
import { outcomeSchema } from '#infra/local/ses/events/outcome.ts'

const data = z.record(z.string(), z.unknown())
const pair = z.object({ name: z.string(), value: z.string() })

const acceptedMailSchema = z.object({
  id: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()).optional(),
  bcc: z.array(z.string()).optional(),
  data: data.optional(),
  tags: z.array(pair).optional(),
  headers: z.array(pair).optional(),
  /** Reasons of the account's suppression list as they stood when the mail was accepted. */
  suppressed: z.record(z.string(), z.enum(['BOUNCE', 'COMPLAINT'])).optional(),
  /** An outcome that a fault rule chose; kept here so that it survives a restart. */
  outcome: outcomeSchema.optional(),
})

export const acceptedCallSchema = z.object({
  time: z.number(),
  operation: z.enum(['SendEmail', 'SendBulkEmail']),
  from: z.string(),
  sourceIp: z.string(),
  replyTo: z.array(z.string()).optional(),
  configurationSet: z.string().optional(),
  contentHash: z.string(),
  attachmentsHash: z.string().optional(),
  templateName: z.string().optional(),
  data: data.optional(),
  tags: z.array(pair).optional(),
  headers: z.array(pair).optional(),
  mails: z.array(acceptedMailSchema),
})

export type NameValue = z.infer<typeof pair>
export type TemplateData = z.infer<typeof data>
export type AcceptedMail = z.infer<typeof acceptedMailSchema>
/** One accepted call, as one line of the log: what its mails share, and what each has of its own. */
export type AcceptedCall = z.infer<typeof acceptedCallSchema>
