import {
  AlreadyExistsException,
  BadRequestException,
  CreateEmailTemplateCommand,
  DeleteEmailTemplateCommand,
  NotFoundException,
  type SESv2Client,
  TestRenderEmailTemplateCommand,
} from '@aws-sdk/client-sesv2'
import PostalMime from 'postal-mime'
import { Invalid } from '#functions/core/errors.ts'
import type { Templates } from '#functions/use-cases/ports.ts'

/** Stored templates of SES v2. TestRenderEmailTemplate answers with a MIME message, which is read back here. */
export const sesTemplates = (client: SESv2Client): Templates => ({
  async store(name, { subject, html, text }) {
    const content = { Subject: subject, Html: html, Text: text }
    try {
      await client.send(new CreateEmailTemplateCommand({ TemplateName: name, TemplateContent: content }))
    } catch (error) {
      if (error instanceof BadRequestException) throw new Invalid(`SES refuses the mail: ${error.message}`)
      if (!(error instanceof AlreadyExistsException)) throw error
    }
  },

  async remove(name) {
    try {
      await client.send(new DeleteEmailTemplateCommand({ TemplateName: name }))
    } catch (error) {
      if (!(error instanceof NotFoundException)) throw error
    }
  },

  async testRender(name, values) {
    try {
      const { RenderedTemplate = '' } = await client.send(
        new TestRenderEmailTemplateCommand({ TemplateName: name, TemplateData: JSON.stringify(values) }),
      )
      const { subject = '', html, text = '' } = await PostalMime.parse(RenderedTemplate)
      return { subject, html, text }
    } catch (error) {
      if (error instanceof BadRequestException)
        throw new Invalid(`SES cannot render the mail: ${error.message}`)
      throw error
    }
  },
})
