import type { TestCloud } from './local-cloud.ts'

export interface SeenLetter {
  readonly kind: string
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
  /** Where its one link leads. */
  readonly link: string
}

/** The letters that an address got, oldest first, as SES has them. */
export const lettersTo = (cloud: TestCloud, address: string): SeenLetter[] =>
  cloud.inbox
    .accepted()
    .filter(({ tags, to }) => tags.letter !== undefined && to.includes(address))
    .map(({ messageId, tags }) => {
      const { from, subject, text, html, headers } = cloud.inbox.message(messageId)
      const links = [...new Set(text.match(/https?:\/\/\S+/g))]
      if (links.length !== 1) throw new Error(`A letter has one link, this has: ${links.join(' ')}`)
      return {
        kind: tags.letter ?? '',
        from,
        subject,
        text,
        html,
        headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
        link: links[0] ?? '',
      }
    })
