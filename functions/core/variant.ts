import type { Newsletter } from './newsletter.ts'
import type { Subscriber } from './subscriber.ts'

/** The id of the variant that a reader of a newsletter gets: its layout and language, `full-en`. `plain` has no HTML part. */
export const variantId = (
  { language }: Pick<Newsletter, 'language'>,
  { layout }: Pick<Subscriber, 'layout'> = {},
): string => `${layout === 'plain' ? 'plain' : 'full'}-${language.toLowerCase()}`
