import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import mjml2html from 'mjml'
import { Invalid } from '#functions/core/errors.ts'
import { escapeHtml, escapeText, guardHtml, guardText } from '#functions/core/sentinels.ts'
import { subjectOf } from '#functions/core/subject.ts'
import type { EditionRenderer } from '#functions/use-cases/ports.ts'
import { liquidWith } from './liquid.ts'
import { mailData, pageData } from './template-data.ts'

/** MJML indents with blanks that carry no meaning and a fifth of the bytes. There is no `<pre>` in a mail. */
const stripIndent = (html: string): string => html.replace(/\n\s+/g, '\n')

const toHtml = async (mjml: string): Promise<string> => {
  try {
    // `fonts: {}`, or MJML links a web font, which would tell a third party who reads the mail.
    const { html } = await mjml2html(mjml, { validationLevel: 'strict', fonts: {} })
    return stripIndent(html)
  } catch (error) {
    throw new Invalid(`The mail's template is not valid MJML: ${String(error)}`, { cause: error })
  }
}

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
        subject: guardText(escapeText(subjectOf(data.name, input.content, data.week))),
        html: guardHtml(await toHtml(mjml)),
        text: guardText(rendered),
      }
    },

    page: (input) => html.render(page, pageData(input, publicOrigin)),
  }
}
