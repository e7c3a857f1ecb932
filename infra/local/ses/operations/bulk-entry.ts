import * as z from 'zod'
import { allRecipients } from '../all-recipients.ts'
import { notVerified } from '../rules/identity-rules.ts'
import { mergeTags, tagProblem } from '../rules/tag-rules.ts'
import { parseTemplateData } from '../rules/template-rules.ts'
import type { Simulation } from '../simulation.ts'
import type { AcceptedMail, NameValue } from '../store/accepted-call.ts'
import { newMail } from './new-mail.ts'
import { recipientProblem, unverifiedInSandbox } from './recipient-problem.ts'
import { Destination, Pairs } from './request-schemas.ts'

export const BulkEntry = z
  .object({
    Destination,
    ReplacementTags: Pairs.optional(),
    ReplacementEmailContent: z
      .object({
        ReplacementTemplate: z.object({ ReplacementTemplateData: z.string().optional() }).optional(),
      })
      .optional(),
    ReplacementHeaders: Pairs.optional(),
  })
  .transform((entry) => ({
    destination: entry.Destination,
    tags: entry.ReplacementTags ?? [],
    headers: entry.ReplacementHeaders ?? [],
    data: entry.ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData,
  }))
export type BulkEntry = z.infer<typeof BulkEntry>

type Answer = AcceptedMail | { Status: string; Error: string }

/** One entry of a call at `time`: the accepted mail, or the status with which this entry alone is refused. */
export const acceptEntry = (
  sim: Simulation,
  { destination, tags, headers, data: json }: BulkEntry,
  defaultTags: NameValue[],
  time: number,
): Answer => {
  const recipients = allRecipients(destination)
  const problem = recipientProblem(recipients) ?? tagProblem(mergeTags(defaultTags, tags)) ?? tagProblem(tags)
  if (problem) return { Status: 'INVALID_PARAMETER', Error: problem }
  const data = parseTemplateData(json)
  if (!data) return { Status: 'INVALID_PARAMETER', Error: 'ReplacementTemplateData is not a JSON object.' }
  const unverified = unverifiedInSandbox(sim.state, recipients)
  if (unverified.length > 0)
    return { Status: 'MESSAGE_REJECTED', Error: notVerified(unverified, sim.owner.region).message }

  const faults = sim.faults.ofEntry('SendBulkEmail', recipients)
  const refusal = faults.find((fault) => fault.kind === 'entry-status')
  if (refusal) return { Status: refusal.status, Error: refusal.message ?? `Refused with ${refusal.status}.` }

  const quota = sim.quota.take(recipients)
  if (quota === 'day')
    return { Status: 'ACCOUNT_DAILY_QUOTA_EXCEEDED', Error: 'Daily message quota exceeded.' }
  if (quota === 'rate') return { Status: 'ACCOUNT_THROTTLED', Error: 'Maximum sending rate exceeded.' }
  return {
    ...newMail(sim, time, destination, faults),
    data,
    ...(tags.length > 0 && { tags }),
    ...(headers.length > 0 && { headers }),
  }
}
