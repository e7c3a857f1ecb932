import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { escapeHtml, escapeText, guardHtml, guardText } from '#functions/core/sentinels.ts'
import { subjectOf } from '#functions/core/subject.ts'
import type { EditionRenderer } from '#functions/use-cases/ports.ts'
import { liquidWith } from './liquid.ts'
import { mailData, pageData } from './template-data.ts'
import { toHtml } from './to-html.ts'

/** Renders editions from the templates in a folder: Liquid fills in what is the same for all readers, SES the rest. */
export const mjmlEditionRenderer = (templatesDir: string, publicOrigin: string): EditionRenderer => {
  const html = liquidWith(escapeHtml)
  const text = liquidWith(escapeText)
  const read = (name: string): string => readFileSync(join(templatesDir, name), 'utf8')
  const mail = html.parse(read('digest.mjml'))
  const plain = text.parse(read('digest.txt'))
  const page = html.parse(read('digest.html'))
  return {
    async variant(input) {
      const data = mailData(input, publicOrigin)
      const [mjml, rendered] = await Promise.all([html.render(mail, data), text.render(plain, data)])
      return {
        subject: guardText(escapeText(subjectOf(data.name, input.content, data.period))),
        html: guardHtml(await toHtml(mjml)),
        text: guardText(rendered),
      }
    },

    page: (input) => html.render(page, pageData(input, publicOrigin)),
  }
}
