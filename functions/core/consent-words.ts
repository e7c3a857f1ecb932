import { messagesIn } from './messages/messages-in.ts'
import type { Newsletter } from './newsletter.ts'

/** Counted up when the words below change what is asked. */
const VERSION = '1'

/** What is recorded of readers' opening and following links. */
export const recordedWords = ({ tracking }: Pick<Newsletter, 'tracking'>, language: string): string => {
  const { privacy } = messagesIn(language)
  return tracking === undefined ? privacy.none : privacy.tracked(tracking.why)
}

/** What somebody agrees to by signing up, as the page says it and as their history keeps it. */
export const consentWords = (
  { name, tracking }: Pick<Newsletter, 'name' | 'tracking'>,
  language: string,
): { readonly version: string; readonly words: string } => {
  const { signUp } = messagesIn(language)
  return { version: VERSION, words: `${signUp.consent(name)} ${recordedWords({ tracking }, language)}` }
}
