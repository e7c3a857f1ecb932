import * as z from 'zod'
import { checkTemplateName, checkTemplateSize, checkTemplateSyntax } from '../rules/template-rules.ts'
import { SesError } from '../ses-error.ts'
import type { Simulation } from '../simulation.ts'
import { type Operation, page, parseInput, seconds } from './operation.ts'
import { TemplateContent } from './request-schemas.ts'
import { templateOf } from './template-of.ts'
import { testRenderEmailTemplate } from './test-render-email-template.ts'

const PATH = '/v2/email/templates'
const MAX_TEMPLATES = 20_000

const storeContent = (sim: Simulation, given: TemplateContent): string => {
  const parts = { subject: given.Subject ?? '', text: given.Text, html: given.Html }
  checkTemplateSize(parts)
  checkTemplateSyntax(parts)
  return sim.contents.put({ kind: 'template', ...parts })
}

const createEmailTemplate: Operation = {
  name: 'CreateEmailTemplate',
  method: 'POST',
  path: PATH,
  run(sim, { body }) {
    const input = parseInput(z.object({ TemplateName: z.string(), TemplateContent }), body)
    checkTemplateName(input.TemplateName)
    const hash = storeContent(sim, input.TemplateContent)
    if (sim.state.templates.has(input.TemplateName))
      throw new SesError('AlreadyExistsException', `Template ${input.TemplateName} already exists.`)
    if (sim.state.templates.size >= MAX_TEMPLATES)
      throw new SesError(
        'LimitExceededException',
        `An account holds at most ${MAX_TEMPLATES} templates in a Region.`,
      )
    sim.state.templates.set(input.TemplateName, { hash, createdAt: Date.now() })
    sim.state.save()
    return { answer: {} }
  },
}

const getEmailTemplate: Operation = {
  name: 'GetEmailTemplate',
  method: 'GET',
  path: `${PATH}/:TemplateName`,
  run(sim, { params }) {
    const TemplateName = params.TemplateName ?? ''
    const { subject, text, html } = sim.contents.get(templateOf(sim.state, TemplateName).hash)
    return { answer: { TemplateName, TemplateContent: { Subject: subject, Text: text, Html: html } } }
  },
}

const updateEmailTemplate: Operation = {
  name: 'UpdateEmailTemplate',
  method: 'PUT',
  path: `${PATH}/:TemplateName`,
  run(sim, { params, body }) {
    const name = params.TemplateName ?? ''
    const { createdAt } = templateOf(sim.state, name)
    const input = parseInput(z.object({ TemplateContent }), body)
    sim.state.templates.set(name, { hash: storeContent(sim, input.TemplateContent), createdAt })
    sim.state.save()
    return { answer: {} }
  },
}

const deleteEmailTemplate: Operation = {
  name: 'DeleteEmailTemplate',
  method: 'DELETE',
  path: `${PATH}/:TemplateName`,
  run(sim, { params }) {
    const name = params.TemplateName ?? ''
    templateOf(sim.state, name)
    sim.state.templates.delete(name)
    sim.state.save()
    return { answer: {} }
  },
}

const listEmailTemplates: Operation = {
  name: 'ListEmailTemplates',
  method: 'GET',
  path: PATH,
  run(sim, { query }) {
    const newestFirst = [...sim.state.templates].sort(([, one], [, other]) => other.createdAt - one.createdAt)
    const { items, ...more } = page(newestFirst, query, {
      maximum: 100,
      wrongToken: 'BadRequestException',
    })
    const TemplatesMetadata = items.map(([TemplateName, { createdAt }]) => ({
      TemplateName,
      CreatedTimestamp: seconds(createdAt),
    }))
    return { answer: { TemplatesMetadata, ...more } }
  },
}

export const templateOperations = [
  createEmailTemplate,
  getEmailTemplate,
  updateEmailTemplate,
  deleteEmailTemplate,
  listEmailTemplates,
  testRenderEmailTemplate,
]
