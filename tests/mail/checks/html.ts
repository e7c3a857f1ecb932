import { type ConfigData, HtmlValidate } from 'html-validate'
import type { Fault } from '#functions/core/checked-mail.ts'

const CONFIG: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    // MJML writes it in lower case, which HTML allows.
    'doctype-style': 'off',
    // Outlook's Word engine needs what MJML puts into them.
    'no-conditional-comment': 'off',
    // Mail programs drop style sheets, so that what matters is inline.
    'no-inline-style': 'off',
    // MJML's wrapper is `<div role="article">`: mail programs know no `<article>`.
    'prefer-native-element': 'off',
    // Outlook lays tables out by `align`, `width`, `border` and `cellpadding`.
    'no-deprecated-attr': 'off',
    // MJML writes `presentation`; `none` means the same and is known to fewer programs.
    'presentation-role-style': 'off',
    // No mail program shows the title; it names the newsletter and the week, however long that is.
    'long-title': 'off',
  },
}

const validator = new HtmlValidate(CONFIG)

/** Where the HTML of a mail is not HTML, or not accessible. */
export const htmlFaults = async (html: string): Promise<Fault[]> => {
  const { results } = await validator.validateString(html)
  return results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, message, line, selector }) => ({
      check: 'html',
      words: `${message} (${ruleId}${selector === null ? '' : ` at ${selector}`}, line ${line} of the rendered HTML).`,
    }))
}
