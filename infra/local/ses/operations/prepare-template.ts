import { checkHeaders } from '../rules/header-rules.ts'
import {
  checkInlineInputSize,
  checkInlineSyntax,
  checkTemplateDataSize,
  parseTemplateData,
} from '../rules/template-rules.ts'
import { badRequest } from '../ses-error.ts'
import type { Simulation } from '../simulation.ts'
import type { Template } from './request-schemas.ts'
import { templateOf } from './template-of.ts'

const contentOf = (sim: Simulation, template: Template, inputBytes: number) => {
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
  return { contentHash: templateOf(sim.state, templateName).hash, templateName }
}

/** Finds or keeps the content of a Template, and checks its data and headers. */
export const prepareTemplate = (sim: Simulation, template: Template, inputBytes: number) => {
  checkTemplateDataSize(template.TemplateData)
  const data = parseTemplateData(template.TemplateData)
  if (!data) throw badRequest('TemplateData is not a JSON object.')
  checkHeaders(template.Headers ?? [])
  return {
    data,
    headers: template.Headers ?? [],
    ...contentOf(sim, template, inputBytes),
  }
}
