/** The languages of pages, letters and the words around a digest's stories, by their tag. */
export const LANGUAGE_TAGS = ['en', 'ar', 'es', 'fr', 'ja', 'ko'] as const
export type WordsLanguage = (typeof LANGUAGE_TAGS)[number]

/** A tag without script and region. */
export const baseLanguage = (tag: string): string => tag.split('-')[0] ?? ''

/** The tag of the language nearest to the wanted one that has words; English where none is near. */
export const nearestLanguage = (wanted: string): WordsLanguage =>
  LANGUAGE_TAGS.find((tag) => tag === baseLanguage(wanted)) ?? 'en'

/** Whether both are one language, in whatever region or script. */
export const isSameLanguage = (one: string, other: string): boolean =>
  baseLanguage(one) === baseLanguage(other)

const isLocale = (tag: string): boolean => {
  try {
    return new Intl.Locale(tag) !== undefined
  } catch {
    return false
  }
}

/** The wanted tag itself where it has words, with its region, which dates follow; else English. */
export const spokenLanguage = (wanted: string): string => {
  const base = nearestLanguage(wanted)
  if (!isSameLanguage(wanted, base)) return 'en'
  return isLocale(wanted) ? wanted : base
}
