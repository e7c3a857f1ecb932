import { DATED } from '#functions/core/reader-values.ts'
import { escapeHtml, escapeText, guardHtml, guardText, sentinel } from '#functions/core/sentinels.ts'
import { subjectOf } from '#functions/core/subject.ts'
import { unbalancedTag } from '#functions/core/template-source.ts'
import { mailLanguages } from '#functions/core/variant.ts'
import type { EditionRenderer } from '#functions/use-cases/ports.ts'
import { periodOf, shortDayOf } from './dates.ts'
import { liquidWith } from './liquid.ts'
import { htmlPartials, readTemplate } from './partials.ts'
import { type Rendering, renderingOf } from './rendering.ts'
import { mailData, pageData } from './template-data.ts'
import { templateError, unbalancedError } from './template-error.ts'
import { toHtml } from './to-html.ts'

/** Who wants subjects to say the date alone gets another; of some newsletters all do. */
const subjectWith = ({ newsletter, digest, content, language, words }: Rendering): string => {
  const dated = escapeText(words.datedSubject(shortDayOf(digest.date, language)))
  if (newsletter.datedSubjects) return dated
  const telling = subjectOf(newsletter.name, content, periodOf(digest, language, words, 'short'))
  return `${sentinel(`#if ${DATED}`)}${dated}${sentinel('else')}${escapeText(telling)}${sentinel('/if')}`
}

/** Renders editions from the templates in a folder: Liquid fills in what is the same for all readers, SES the rest. */
export const mjmlEditionRenderer = (templatesDir: string, publicOrigin: string): EditionRenderer => {
  const read = (name: string): string => readTemplate(templatesDir, name)
  const partials = htmlPartials(templatesDir)
  const html = liquidWith(escapeHtml, partials)
  const text = liquidWith(escapeText, { entry: read('entry.txt') })
  const builtIn = read('digest.mjml')
  const mail = html.parse(builtIn)
  const plain = text.parse(read('digest.txt'))
  const page = html.parse(read('digest.html'))
  const htmlOf = async (rendering: Rendering, data: object): Promise<string> => {
    const own = rendering.template
    let mjml = ''
    try {
      mjml = await html.render(own === undefined ? mail : html.parse(own), data)
      const unbalanced = unbalancedTag(mjml)
      if (unbalanced !== undefined) throw unbalancedError(unbalanced, own ?? builtIn, mjml)
      return guardHtml(await toHtml(mjml))
    } catch (error) {
      throw templateError(error, own ?? builtIn, mjml, partials)
    }
  }
  return {
    async variant(input, kind) {
      const rendering = renderingOf(input, kind, publicOrigin)
      const data = mailData(rendering)
      const rendered = await text.render(plain, data)
      const parts = { subject: guardText(subjectWith(rendering)), text: guardText(rendered) }
      return kind.layout === 'plain' ? parts : { ...parts, html: await htmlOf(rendering, data) }
    },

    page(input) {
      const [language = 'en'] = mailLanguages(input.newsletter)
      return html.render(page, pageData(renderingOf(input, { layout: 'full', language }, publicOrigin)))
    },
  }
}
