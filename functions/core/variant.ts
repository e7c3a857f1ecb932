import type { Newsletter } from './newsletter.ts'
import type { Subscriber } from './subscriber.ts'

/** A variant's id is its layout and language: `full-en`. */
export const variantId = (layout: string, language: string): string => `${layout}-${language.toLowerCase()}`

/** The variants that a newsletter's digests are rendered in. */
export const variantsOf = (newsletter: Pick<Newsletter, 'language'>): readonly string[] => [
  variantId('full', newsletter.language),
]

/** The variant that a reader gets: the one they chose where it exists, else the newsletter's first. */
export const variantFor = (
  reader: Pick<Subscriber, 'layout' | 'language'>,
  newsletter: Pick<Newsletter, 'language'>,
): string => {
  const [first = '', ...others] = variantsOf(newsletter)
  const wished = variantId(reader.layout ?? 'full', reader.language ?? newsletter.language)
  return others.includes(wished) ? wished : first
}
