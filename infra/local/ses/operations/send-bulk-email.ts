import * as z from 'zod'
import { checkHeaders, mergeHeaders } from '../rules/header-rules.ts'
import { checkEntryCount } from '../rules/size-rules.ts'
import { tagProblem } from '../rules/tag-rules.ts'
import { checkTemplateDataSize } from '../rules/template-rules.ts'
import { badRequest } from '../ses-error.ts'
import { acceptEntry, BulkEntry } from './bulk-entry.ts'
import { type Operation, parseInput } from './operation.ts'
import { prepareSending } from './prepare-sending.ts'
import { prepareTemplate } from './prepare-template.ts'
import { Pairs, senderFields, Template } from './request-schemas.ts'

const BulkRequest = z.object({
  ...senderFields,
  DefaultEmailTags: Pairs.optional(),
  DefaultContent: z.object({ Template }),
  BulkEmailEntries: z.array(BulkEntry),
})

/**
 * What concerns the call, or breaks the shape and sizes of the request, refuses it as a whole. What concerns one
 * entry (addresses, tags, JSON of its data, its share of a quota) becomes the status of that entry.
 */
export const sendBulkEmail: Operation = {
  name: 'SendBulkEmail',
  method: 'POST',
  path: '/v2/email/outbound-bulk-emails',
  run(sim, { body, bodyBytes, sourceIp }) {
    const input = parseInput(BulkRequest, body)
    checkEntryCount(input.BulkEmailEntries.length)
    const sending = prepareSending(sim, input)
    const content = prepareTemplate(sim, input.DefaultContent.Template, bodyBytes)
    const tags = input.DefaultEmailTags ?? []
    const problem = tagProblem(tags)
    if (problem) throw badRequest(problem)
    for (const entry of input.BulkEmailEntries) {
      checkTemplateDataSize(entry.data)
      if (entry.headers.length > 0) checkHeaders(mergeHeaders(content.headers, entry.headers))
    }

    const time = Date.now()
    const answers = input.BulkEmailEntries.map((entry) => acceptEntry(sim, entry, tags, time))
    const mails = answers.filter((answer) => 'id' in answer)
    const call = { time, operation: 'SendBulkEmail' as const, sourceIp, ...sending, ...content, tags, mails }
    const acceptedCall = mails.length > 0 ? sim.log.append(call) : undefined
    const BulkEmailEntryResults = answers.map((answer) =>
      'id' in answer ? { Status: 'SUCCESS', MessageId: answer.id } : answer,
    )
    return { answer: { BulkEmailEntryResults }, acceptedCall }
  },
}
