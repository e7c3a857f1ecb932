import * as z from 'zod'
import { Outcome } from '../events/outcome.ts'
import { SuppressionReason } from './suppression-reason.ts'

const TemplateData = z.record(z.string(), z.unknown())
export type TemplateData = z.infer<typeof TemplateData>

/** A tag or a header. */
const NameValue = z.object({ name: z.string(), value: z.string() })
export type NameValue = z.infer<typeof NameValue>

const AcceptedMail = z.object({
  id: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()).optional(),
  bcc: z.array(z.string()).optional(),
  data: TemplateData.optional(),
  tags: z.array(NameValue).optional(),
  headers: z.array(NameValue).optional(),
  /** Reasons of the account's suppression list as they stood when the mail was accepted. */
  suppressed: z.record(z.string(), SuppressionReason).optional(),
  /** An outcome that a fault rule chose; kept here so that it survives a restart. */
  outcome: Outcome.optional(),
})
export type AcceptedMail = z.infer<typeof AcceptedMail>

/** One accepted call, as one line of the log: what its mails share, and what each has of its own. */
export const AcceptedCall = z.object({
  time: z.number(),
  operation: z.enum(['SendEmail', 'SendBulkEmail']),
  from: z.string(),
  sourceIp: z.string(),
  replyTo: z.array(z.string()).optional(),
  configurationSet: z.string().optional(),
  contentHash: z.string(),
  templateName: z.string().optional(),
  data: TemplateData.optional(),
  tags: z.array(NameValue).optional(),
  headers: z.array(NameValue).optional(),
  mails: z.array(AcceptedMail),
})
export type AcceptedCall = z.infer<typeof AcceptedCall>
