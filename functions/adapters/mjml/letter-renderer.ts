import { escapeHtml } from '#functions/core/sentinels.ts'
import type { LetterRenderer } from '#functions/use-cases/ports.ts'
import { liquidWith } from './liquid.ts'
import { htmlPartials, readTemplate } from './partials.ts'
import { toHtml } from './to-html.ts'

/** Letters are mailed as they stand: in text nothing needs escaping. */
const asItIs = (text: string): string => text

export const mjmlLetterRenderer = (templatesDir: string): LetterRenderer => {
  const html = liquidWith(escapeHtml, htmlPartials(templatesDir))
  const text = liquidWith(asItIs)
  const mail = html.parse(readTemplate(templatesDir, 'letter.mjml'))
  const plain = text.parse(readTemplate(templatesDir, 'letter.txt'))
  return {
    async render(words) {
      const [mjml, rendered] = await Promise.all([html.render(mail, words), text.render(plain, words)])
      return { html: await toHtml(mjml), text: rendered }
    },
  }
}
