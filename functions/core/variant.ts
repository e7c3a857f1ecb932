import type { Newsletter } from './newsletter.ts'

/** The id of the variant that readers of a newsletter get: its layout and language, `full-en`. */
export const variantId = ({ language }: Pick<Newsletter, 'language'>): string =>
  `full-${language.toLowerCase()}`
