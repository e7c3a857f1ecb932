import { isSameLanguage, spokenLanguage } from './messages/languages.ts'
import type { Layout, Newsletter } from './newsletter.ts'
import type { Subscriber } from './subscriber.ts'

/** How a digest is laid out, and the language of the words around its stories. */
export interface VariantKind {
  readonly layout: Layout
  readonly language: string
}

/** `full-en`, `plain-zh-hant-hk`. */
export const variantId = ({ layout, language }: VariantKind): string => `${layout}-${language.toLowerCase()}`

/** The language of a variant, by its id. */
export const variantLanguage = (id: string): string => id.slice(id.indexOf('-') + 1)

type Offered = Pick<Newsletter, 'layout' | 'language' | 'languages'>

/** The languages in which a newsletter is written around its stories, its own first. */
export const mailLanguages = ({ language, languages }: Omit<Offered, 'layout'>): string[] => {
  const own = spokenLanguage(language)
  return [own, ...languages.filter((other) => !isSameLanguage(other, own))]
}

/** The variants of a newsletter's digests, first the one that most readers get; every language in the newsletter's layout and as plain text: at most 12. */
export const variantsOf = (newsletter: Offered): VariantKind[] =>
  mailLanguages(newsletter).flatMap((language) =>
    [...new Set([newsletter.layout, 'plain'] as const)].map((layout) => ({ layout, language })),
  )

type Wishes = Pick<Subscriber, 'layout' | 'language'>

/** What a reader of a newsletter gets: plain text if they chose it, and their language if the newsletter is written in it. */
export const variantFor = (newsletter: Offered, { layout, language = '' }: Wishes = {}): VariantKind => {
  const [own = 'en', ...others] = mailLanguages(newsletter)
  return {
    layout: layout === 'plain' ? 'plain' : newsletter.layout,
    language: others.find((other) => isSameLanguage(other, language)) ?? own,
  }
}

const isPlain = (id: string): boolean => id.startsWith('plain-')

/** Of the variants that were approved the one for a reader, whatever was set since: in the layout that was approved, or as plain text if they chose that; in their language, else the newsletter's. */
export const approvedVariant = (
  approved: readonly string[],
  newsletter: Offered,
  { layout, language = '' }: Wishes,
): string => {
  const alike = approved.filter((id) => isPlain(id) === (layout === 'plain'))
  // Of a newsletter in plain text all are plain.
  const like = alike.length > 0 ? alike : approved
  const inLanguage = (wanted: string) => like.find((id) => isSameLanguage(variantLanguage(id), wanted))
  const [own = 'en'] = mailLanguages(newsletter)
  const chosen = inLanguage(language) ?? inLanguage(own) ?? like[0]
  if (chosen === undefined) throw new RangeError('The edition has no variants.')
  return chosen
}
