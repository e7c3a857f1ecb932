import type * as z from 'zod'
import type { templateSchema } from '#infra/local/ses/operations/request-schemas.ts'
import { checkHeaders } from '#infra/local/ses/rules/header-rules.ts'
import { checkMessageSize, messageBytes } from '#infra/local/ses/rules/size-rules.ts'
import {
  checkInlineInputSize,
  checkInlineSyntax,
  checkTemplateDataSize,
  parseTemplateData,
} from '#infra/local/ses/rules/template-rules.ts'
import { badRequest, notFound } from '#infra/local/ses/ses-error.ts'
import type { Simulation } from '#infra/local/ses/simulation.ts'

/** Finds or keeps the content of a Template, and checks its data and headers. */
export function prepareTemplate(
  sim: Simulation,
  template: z.output<typeof templateSchema>,
  inputBytes: number,
) {
  checkTemplateDataSize(template.TemplateData)
  const data = parseTemplateData(template.TemplateData)
  if (!data) throw badRequest('TemplateData is not a JSON object.')
  checkHeaders(template.Headers ?? [])
  const attachments = template.Attachments ?? []
  checkMessageSize(messageBytes([], attachments))
  return {
    data,
    headers: template.Headers ?? [],
    ...contentOf(sim, template, inputBytes),
    ...(attachments.length > 0
      ? { attachmentsHash: sim.contents.put({ kind: 'attachments', attachments }) }
      : {}),
  }
}

function contentOf(sim: Simulation, template: z.output<typeof templateSchema>, inputBytes: number) {
  const given = [template.TemplateName, template.TemplateArn, template.TemplateContent].filter(
    (one) => one !== undefined,
  )
  if (given.length !== 1)
    throw badRequest('Exactly one of TemplateName, TemplateArn and TemplateContent is required.')
  if (template.TemplateContent) {
    checkInlineInputSize(inputBytes)
    const { Subject, Text, Html } = template.TemplateContent
    const parts = { subject: Subject ?? '', text: Text, html: Html }
    checkInlineSyntax(parts)
    return { contentHash: sim.contents.put({ kind: 'template', ...parts }), templateName: '' }
  }
  const templateName = template.TemplateName ?? template.TemplateArn?.split(':template/')[1] ?? ''
  const stored = sim.state.templates.get(templateName)
  if (!stored) throw notFound(`Template ${templateName} does not exist.`)
  return { contentHash: stored.hash, templateName }
}
