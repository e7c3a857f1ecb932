import { withRawGuards } from './raw-guards.ts'

/** MJML indents with blanks that carry no meaning and a fifth of the bytes. There is no `<pre>` in a mail. */
const stripIndent = (html: string): string => html.replace(/\n\s+/g, '\n')

/** A mail's MJML as HTML, without blanks that mean nothing. Throws what MJML throws where it is not valid. */
export const toHtml = async (mjml: string): Promise<string> => {
  // Only now: of what the desk does, most renders nothing, and MJML takes long to load.
  const { default: mjml2html } = await import('mjml')
  // `fonts: {}`, or MJML links a web font, which would tell a third party who reads the mail.
  const { html } = await mjml2html(withRawGuards(mjml), { validationLevel: 'strict', fonts: {} })
  return stripIndent(html)
}
