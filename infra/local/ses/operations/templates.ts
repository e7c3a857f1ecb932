import * as z from 'zod'
import { newMessageId } from '#infra/local/ses/message-id.ts'
import { buildMime } from '#infra/local/ses/mime/build-mime.ts'
import { type Operation, page, parseInput, seconds } from '#infra/local/ses/operations/operation.ts'
import { templateContentSchema } from '#infra/local/ses/operations/request-schemas.ts'
import { renderMail } from '#infra/local/ses/render-mail.ts'
import {
  checkTemplateDataSize,
  checkTemplateName,
  checkTemplateSize,
  checkTemplateSyntax,
  parseTemplateData,
} from '#infra/local/ses/rules/template-rules.ts'
import { badRequest, notFound, SesError } from '#infra/local/ses/ses-error.ts'
import type { Simulation } from '#infra/local/ses/simulation.ts'

const PATH = '/v2/email/templates'
const MAX_TEMPLATES = 20_000

function storeContent(sim: Simulation, given: z.output<typeof templateContentSchema>): string {
  const parts = { subject: given.Subject ?? '', text: given.Text, html: given.Html }
  checkTemplateSize(parts)
  checkTemplateSyntax(parts)
  return sim.contents.put({ kind: 'template', ...parts })
}

function templateOf(sim: Simulation, name: string | undefined) {
  const template = sim.state.templates.get(name ?? '')
  if (!template) throw notFound(`Template ${name} does not exist.`)
  return { name: name ?? '', ...template }
}

const createEmailTemplate: Operation = {
  name: 'CreateEmailTemplate',
  method: 'POST',
  path: PATH,
  run(sim, { body }) {
    const input = parseInput(
      z.object({ TemplateName: z.string(), TemplateContent: templateContentSchema }),
      body,
    )
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

const updateEmailTemplate: Operation = {
  name: 'UpdateEmailTemplate',
  method: 'PUT',
  path: `${PATH}/:TemplateName`,
  run(sim, { params, body }) {
    const input = parseInput(z.object({ TemplateContent: templateContentSchema }), body)
    const template = templateOf(sim, params.TemplateName)
    const hash = storeContent(sim, input.TemplateContent)
    sim.state.templates.set(template.name, { hash, createdAt: template.createdAt })
    sim.state.save()
    return { answer: {} }
  },
}

const getEmailTemplate: Operation = {
  name: 'GetEmailTemplate',
  method: 'GET',
  path: `${PATH}/:TemplateName`,
  run(sim, { params }) {
    const template = templateOf(sim, params.TemplateName)
    const content = sim.contents.get(template.hash)
    if (content.kind !== 'template') throw new Error(`The content of ${template.name} is no template`)
    const TemplateContent = { Subject: content.subject, Text: content.text, Html: content.html }
    return { answer: { TemplateName: template.name, TemplateContent } }
  },
}

const deleteEmailTemplate: Operation = {
  name: 'DeleteEmailTemplate',
  method: 'DELETE',
  path: `${PATH}/:TemplateName`,
  run(sim, { params }) {
    sim.state.templates.delete(templateOf(sim, params.TemplateName).name)
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
    const { items, ...more } = page(newestFirst, query, 100)
    const TemplatesMetadata = items.map(([TemplateName, { createdAt }]) => ({
      TemplateName,
      CreatedTimestamp: seconds(createdAt),
    }))
    return { answer: { TemplatesMetadata, ...more } }
  },
}

const testRenderEmailTemplate: Operation = {
  name: 'TestRenderEmailTemplate',
  method: 'POST',
  path: `${PATH}/:TemplateName/render`,
  run(sim, { params, body }) {
    const input = parseInput(z.object({ TemplateData: z.string() }), body)
    checkTemplateDataSize(input.TemplateData)
    const template = templateOf(sim, params.TemplateName)
    const data = parseTemplateData(input.TemplateData)
    if (!data) throw badRequest('TemplateData is not a JSON object.')
    const time = Date.now()
    const mail = { id: newMessageId(time), to: [] }
    const call = {
      time,
      operation: 'SendEmail' as const,
      from: '',
      sourceIp: '',
      contentHash: template.hash,
      data,
      mails: [mail],
    }
    try {
      return {
        answer: {
          RenderedTemplate: buildMime({ id: mail.id, time, ...renderMail(sim.contents, call, mail) }),
        },
      }
    } catch (error) {
      throw badRequest(error instanceof Error ? error.message : String(error))
    }
  },
}

export const templateOperations = [
  createEmailTemplate,
  updateEmailTemplate,
  getEmailTemplate,
  deleteEmailTemplate,
  listEmailTemplates,
  testRenderEmailTemplate,
]
