import mjml2html from 'mjml'
import { Invalid } from '#functions/core/errors.ts'

/** MJML indents with blanks that carry no meaning and a fifth of the bytes. There is no `<pre>` in a mail. */
const stripIndent = (html: string): string => html.replace(/\n\s+/g, '\n')

/** A mail's MJML as HTML, without blanks that mean nothing. */
export const toHtml = async (mjml: string): Promise<string> => {
  try {
    // `fonts: {}`, or MJML links a web font, which would tell a third party who reads the mail.
    const { html } = await mjml2html(mjml, { validationLevel: 'strict', fonts: {} })
    return stripIndent(html)
  } catch (error) {
    throw new Invalid(`The mail's template is not valid MJML: ${String(error)}`, { cause: error })
  }
}
