import * as z from 'zod'
import { allRecipients } from '#infra/local/ses/all-recipients.ts'
import { newMessageId } from '#infra/local/ses/message-id.ts'
import { type Operation, parseInput } from '#infra/local/ses/operations/operation.ts'
import { prepareRaw } from '#infra/local/ses/operations/prepare-raw.ts'
import { prepareSending } from '#infra/local/ses/operations/prepare-sending.ts'
import { prepareSimple } from '#infra/local/ses/operations/prepare-simple.ts'
import { prepareTemplate } from '#infra/local/ses/operations/prepare-template.ts'
import { recipientProblem, unverifiedInSandbox } from '#infra/local/ses/operations/recipient-problem.ts'
import {
  destinationSchema,
  pairsSchema,
  senderFields,
  simpleSchema,
  templateSchema,
} from '#infra/local/ses/operations/request-schemas.ts'
import { suppressedRecipients } from '#infra/local/ses/operations/suppressed-recipients.ts'
import { notVerified } from '#infra/local/ses/rules/identity-rules.ts'
import { tagProblem } from '#infra/local/ses/rules/tag-rules.ts'
import { badRequest, SesError } from '#infra/local/ses/ses-error.ts'
import type { Simulation } from '#infra/local/ses/simulation.ts'

const contentSchema = z.object({
  Simple: simpleSchema.optional(),
  Raw: z.object({ Data: z.base64() }).optional(),
  Template: templateSchema.optional(),
})

const requestSchema = z.object({
  ...senderFields,
  Destination: destinationSchema.optional(),
  Content: contentSchema,
  EmailTags: pairsSchema.optional(),
})

export const sendEmail: Operation = {
  name: 'SendEmail',
  method: 'POST',
  path: '/v2/email/outbound-emails',
  run(sim, { body, bodyBytes, sourceIp }) {
    const input = parseInput(requestSchema, body)
    const raw = input.Content.Raw && prepareRaw(sim, input.Content.Raw.Data)
    const sending = prepareSending(sim, { ...input, FromEmailAddress: input.FromEmailAddress ?? raw?.from })
    const destination = input.Destination ?? raw?.destination ?? { to: [] }
    const recipients = allRecipients(destination)
    const tags = input.EmailTags ?? []
    const problem = recipientProblem(recipients) ?? tagProblem(tags)
    if (problem) throw badRequest(problem)
    const content = raw ? { contentHash: raw.contentHash } : prepareContent(sim, input.Content, bodyBytes)
    const unverified = unverifiedInSandbox(sim.state, recipients)
    if (unverified.length > 0) throw notVerified(unverified, sim.owner.region)

    const faults = sim.faults.ofEntry('SendEmail', recipients)
    takeQuota(sim, recipients.length)
    const time = Date.now()
    const suppressed = suppressedRecipients(sim.state, recipients)
    const forced = faults.find((fault) => fault.kind === 'outcome')
    const mail = {
      id: newMessageId(time),
      ...destination,
      ...(suppressed ? { suppressed } : {}),
      ...(forced ? { outcome: forced.outcome } : {}),
    }
    const acceptedCall = sim.log.append({
      time,
      operation: 'SendEmail',
      sourceIp,
      ...sending,
      ...content,
      tags,
      mails: [mail],
    })
    return { answer: { MessageId: mail.id }, acceptedCall }
  },
}

function prepareContent(sim: Simulation, content: z.output<typeof contentSchema>, bodyBytes: number) {
  const { Simple, Template } = content
  if (Simple && Template) throw badRequest('Exactly one of Simple, Raw and Template is required.')
  if (Simple) return prepareSimple(sim, Simple)
  if (Template) return prepareTemplate(sim, Template, bodyBytes)
  throw badRequest('Exactly one of Simple, Raw and Template is required.')
}

/** The daily quota is a limit of the account; the rate asks to come back later. */
function takeQuota(sim: Simulation, recipients: number): void {
  const quota = sim.quota.take(recipients)
  if (quota === 'day') throw new SesError('LimitExceededException', 'Daily message quota exceeded.')
  if (quota === 'rate') throw new SesError('TooManyRequestsException', 'Maximum sending rate exceeded.')
}
