import * as z from 'zod'
import { allRecipients } from '../all-recipients.ts'
import { notVerified } from '../rules/identity-rules.ts'
import { tagProblem } from '../rules/tag-rules.ts'
import { badRequest, SesError } from '../ses-error.ts'
import type { Simulation } from '../simulation.ts'
import { newMail } from './new-mail.ts'
import { type Operation, parseInput } from './operation.ts'
import { prepareSending } from './prepare-sending.ts'
import { prepareSimple } from './prepare-simple.ts'
import { prepareTemplate } from './prepare-template.ts'
import { recipientProblem, unverifiedInSandbox } from './recipient-problem.ts'
import { absent, Destination, Pairs, Simple, senderFields, Template } from './request-schemas.ts'

const Content = z.object({
  Simple: Simple.optional(),
  Raw: absent('it plays no raw messages'),
  Template: Template.optional(),
})
type Content = z.infer<typeof Content>

const EmailRequest = z.object({
  ...senderFields,
  Destination: Destination.optional(),
  Content,
  EmailTags: Pairs.optional(),
})

const prepareContent = (sim: Simulation, { Simple, Template }: Content, bodyBytes: number) => {
  if (Simple && !Template) return prepareSimple(sim, Simple)
  if (Template && !Simple) return prepareTemplate(sim, Template, bodyBytes)
  throw badRequest('Exactly one of Simple and Template is required.')
}

/** The daily quota is a limit of the account; the rate asks to come back later. */
const takeQuota = (sim: Simulation, recipients: string[]): void => {
  const quota = sim.quota.take(recipients)
  if (quota === 'day') throw new SesError('LimitExceededException', 'Daily message quota exceeded.')
  if (quota === 'rate') throw new SesError('TooManyRequestsException', 'Maximum sending rate exceeded.')
}

export const sendEmail: Operation = {
  name: 'SendEmail',
  method: 'POST',
  path: '/v2/email/outbound-emails',
  run(sim, { body, bodyBytes, sourceIp }) {
    const input = parseInput(EmailRequest, body)
    const sending = prepareSending(sim, input)
    const destination = input.Destination ?? { to: [] }
    const recipients = allRecipients(destination)
    const tags = input.EmailTags ?? []
    const problem = recipientProblem(recipients) ?? tagProblem(tags)
    if (problem) throw badRequest(problem)
    const content = prepareContent(sim, input.Content, bodyBytes)
    const unverified = unverifiedInSandbox(sim.state, recipients)
    if (unverified.length > 0) throw notVerified(unverified, sim.owner.region)

    const faults = sim.faults.ofEntry('SendEmail', recipients)
    takeQuota(sim, recipients)
    const time = Date.now()
    const mail = newMail(sim, time, destination, faults)
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
