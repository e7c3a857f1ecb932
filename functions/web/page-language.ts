import { nearestLanguage } from '#functions/core/messages/languages.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'

/** The language of a page: the reader's, else the newsletter's. */
export const languageOf = (page: {
  readonly newsletter: Pick<Newsletter, 'language'>
  readonly reader?: Pick<Subscriber, 'language'>
}): string => nearestLanguage(page.reader?.language ?? page.newsletter.language)
