import * as z from 'zod'
import { allRecipients } from '#infra/local/ses/all-recipients.ts'
import { newMessageId } from '#infra/local/ses/message-id.ts'
import { type Operation, parseInput } from '#infra/local/ses/operations/operation.ts'
import { prepareSending } from '#infra/local/ses/operations/prepare-sending.ts'
import { prepareTemplate } from '#infra/local/ses/operations/prepare-template.ts'
import { recipientProblem, unverifiedInSandbox } from '#infra/local/ses/operations/recipient-problem.ts'
import {
  destinationSchema,
  pairsSchema,
  senderFields,
  templateSchema,
} from '#infra/local/ses/operations/request-schemas.ts'
import { suppressedRecipients } from '#infra/local/ses/operations/suppressed-recipients.ts'
import { checkHeaders, mergeHeaders } from '#infra/local/ses/rules/header-rules.ts'
import { notVerified } from '#infra/local/ses/rules/identity-rules.ts'
import { checkEntryCount } from '#infra/local/ses/rules/size-rules.ts'
import { mergeTags, tagProblem } from '#infra/local/ses/rules/tag-rules.ts'
import { checkTemplateDataSize, parseTemplateData } from '#infra/local/ses/rules/template-rules.ts'
import { badRequest } from '#infra/local/ses/ses-error.ts'
import type { Simulation } from '#infra/local/ses/simulation.ts'
import type { AcceptedMail, NameValue } from '#infra/local/ses/store/accepted-call.ts'

const entrySchema = z
  .object({
    Destination: destinationSchema,
    ReplacementTags: pairsSchema.optional(),
    ReplacementEmailContent: z
      .object({
        ReplacementTemplate: z.object({ ReplacementTemplateData: z.string().optional() }).optional(),
      })
      .optional(),
    ReplacementHeaders: pairsSchema.optional(),
  })
  .transform((entry) => ({
    recipients: entry.Destination,
    tags: entry.ReplacementTags ?? [],
    headers: entry.ReplacementHeaders ?? [],
    data: entry.ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData,
  }))

const requestSchema = z.object({
  ...senderFields,
  DefaultEmailTags: pairsSchema.optional(),
  DefaultContent: z.object({ Template: templateSchema }),
  BulkEmailEntries: z.array(entrySchema),
})

type Entry = z.output<typeof entrySchema>
interface Defaults {
  tags: NameValue[]
  headers: NameValue[]
}
type Result = { Status: string; Error?: string; MessageId?: string }

/**
 * What concerns the call, or breaks the shape and sizes of the request, refuses it as a whole. What concerns one
 * entry (addresses, tags, JSON of its data, its share of a quota) becomes the status of that entry.
 */
export const sendBulkEmail: Operation = {
  name: 'SendBulkEmail',
  method: 'POST',
  path: '/v2/email/outbound-bulk-emails',
  run(sim, { body, bodyBytes, sourceIp }) {
    const input = parseInput(requestSchema, body)
    checkEntryCount(input.BulkEmailEntries.length)
    const sending = prepareSending(sim, input)
    const { data, headers, ...content } = prepareTemplate(sim, input.DefaultContent.Template, bodyBytes)
    const defaults: Defaults = { tags: input.DefaultEmailTags ?? [], headers }
    const problem = tagProblem(defaults.tags)
    if (problem) throw badRequest(problem)
    for (const entry of input.BulkEmailEntries) {
      checkTemplateDataSize(entry.data)
      if (entry.headers.length > 0) checkHeaders(mergeHeaders(headers, entry.headers))
    }
    const time = Date.now()
    const mails: AcceptedMail[] = []
    const BulkEmailEntryResults = input.BulkEmailEntries.map((entry) =>
      acceptEntry(sim, entry, defaults, time, mails),
    )
    const shared = { time, operation: 'SendBulkEmail' as const, sourceIp, ...sending, ...content }
    const acceptedCall =
      mails.length > 0 ? sim.log.append({ ...shared, data, ...defaults, mails }) : undefined
    return { answer: { BulkEmailEntryResults }, acceptedCall }
  },
}

function acceptEntry(
  sim: Simulation,
  entry: Entry,
  defaults: Defaults,
  time: number,
  mails: AcceptedMail[],
): Result {
  const recipients = allRecipients(entry.recipients)
  const problem =
    recipientProblem(recipients) ?? tagProblem(mergeTags(defaults.tags, entry.tags)) ?? tagProblem(entry.tags)
  if (problem) return { Status: 'INVALID_PARAMETER', Error: problem }
  const data = parseTemplateData(entry.data)
  if (!data) return { Status: 'INVALID_PARAMETER', Error: 'ReplacementTemplateData is not a JSON object.' }
  const unverified = unverifiedInSandbox(sim.state, recipients)
  if (unverified.length > 0)
    return { Status: 'MESSAGE_REJECTED', Error: notVerified(unverified, sim.owner.region).message }

  const faults = sim.faults.ofEntry('SendBulkEmail', recipients)
  const refusal = faults.find((fault) => fault.kind === 'entry-status')
  if (refusal) return { Status: refusal.status, Error: refusal.message ?? `Refused with ${refusal.status}.` }

  const quota = sim.quota.take(recipients.length)
  if (quota === 'day')
    return { Status: 'ACCOUNT_DAILY_QUOTA_EXCEEDED', Error: 'Daily message quota exceeded.' }
  if (quota === 'rate') return { Status: 'ACCOUNT_THROTTLED', Error: 'Maximum sending rate exceeded.' }

  const id = newMessageId(time)
  const suppressed = suppressedRecipients(sim.state, recipients)
  const forced = faults.find((fault) => fault.kind === 'outcome')
  mails.push({
    id,
    ...entry.recipients,
    data,
    ...(entry.tags.length > 0 ? { tags: entry.tags } : {}),
    ...(entry.headers.length > 0 ? { headers: entry.headers } : {}),
    ...(suppressed ? { suppressed } : {}),
    ...(forced ? { outcome: forced.outcome } : {}),
  })
  return { Status: 'SUCCESS', MessageId: id }
}
