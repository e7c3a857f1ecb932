import { consentWords } from './consent-words.ts'
import { directionOf } from './direction-of.ts'
import { nearestLanguage } from './messages/languages.ts'
import { messagesIn } from './messages/messages-in.ts'
import type { Newsletter } from './newsletter.ts'
import { signUpFormPath, signUpPath } from './public-paths.ts'
import { escapeHtml } from './sentinels.ts'

/** HTML for a page of another site, without scripts: a frame with the whole form, and a form for the address alone. */
export const signUpSnippets = (
  newsletter: Newsletter,
  publicOrigin: string,
): { readonly frame: string; readonly form: string } => {
  const language = nearestLanguage(newsletter.language)
  const { signUp } = messagesIn(language)
  const { words } = consentWords(newsletter, language)
  const url = (path: string) => escapeHtml(`${publicOrigin}${path}?lang=${language}`)
  const id = `gazette-${newsletter.slug}`
  const title = escapeHtml(signUp.title(newsletter.name))
  return {
    frame: `<iframe src="${url(signUpFormPath(newsletter.slug))}" title="${title}" width="100%" height="640" style="border:0" referrerpolicy="no-referrer"></iframe>`,
    form: `<form method="post" action="${url(signUpPath(newsletter.slug))}" target="_blank" rel="noopener" lang="${language}" dir="${directionOf(language)}">
  <p><label for="${id}">${escapeHtml(signUp.address)}</label>
  <input type="email" id="${id}" name="email" autocomplete="email" required maxlength="254" dir="ltr"></p>
  <p><small>${escapeHtml(words)}</small></p>
  <p><button type="submit">${escapeHtml(signUp.submit)}</button></p>
</form>`,
  }
}
