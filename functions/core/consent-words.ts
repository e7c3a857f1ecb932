import { messagesIn } from './messages/messages-in.ts'
import type { Newsletter } from './newsletter.ts'

/** Counted up when the words below change what is asked. */
const VERSION = '1'

/** What somebody agrees to by signing up, as the page says it and as their history keeps it. */
export const consentWords = (
  { name, tracking }: Pick<Newsletter, 'name' | 'tracking'>,
  language: string,
): { readonly version: string; readonly words: string } => {
  const { signUp, privacy } = messagesIn(language)
  const recorded = tracking === undefined ? privacy.none : privacy.tracked(tracking.why)
  return { version: VERSION, words: `${signUp.consent(name)} ${recorded}` }
}
