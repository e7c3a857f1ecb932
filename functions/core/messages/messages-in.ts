import { ar } from './ar.ts'
import { en, type Messages } from './en.ts'

/** The languages of pages and letters, by their tag. */
export const LANGUAGES: Readonly<Record<string, Messages>> = { en, ar }

/** The tag of the language nearest to the wanted one that pages and letters have. */
export const nearestLanguage = (wanted: string): string => {
  const base = wanted.split('-')[0] ?? ''
  return Object.hasOwn(LANGUAGES, base) ? base : 'en'
}

export const messagesIn = (wanted: string): Messages => LANGUAGES[nearestLanguage(wanted)] ?? en
