import * as z from 'zod'
import { newMessageId } from '../message-id.ts'
import { buildMime } from '../mime/build-mime.ts'
import { renderContent } from '../render-mail.ts'
import { checkTemplateDataSize, parseTemplateData } from '../rules/template-rules.ts'
import { badRequest } from '../ses-error.ts'
import { type Operation, parseInput } from './operation.ts'
import { templateOf } from './template-of.ts'

/** Answers with the MIME message that the template makes, without addresses. */
export const testRenderEmailTemplate: Operation = {
  name: 'TestRenderEmailTemplate',
  method: 'POST',
  path: '/v2/email/templates/:TemplateName/render',
  run({ state, contents }, { params, body }) {
    const input = parseInput(z.object({ TemplateData: z.string() }), body)
    checkTemplateDataSize(input.TemplateData)
    const { hash } = templateOf(state, params.TemplateName ?? '')
    const data = parseTemplateData(input.TemplateData)
    if (!data) throw badRequest('TemplateData is not a JSON object.')
    const time = Date.now()
    try {
      const rendered = renderContent(contents.get(hash), data)
      return {
        answer: { RenderedTemplate: buildMime({ id: newMessageId(time), time, ...rendered, headers: [] }) },
      }
    } catch (error) {
      throw badRequest(error instanceof Error ? error.message : String(error))
    }
  },
}
