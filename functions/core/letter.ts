import { domainOf } from './address.ts'
import { directionOf } from './direction-of.ts'
import { leaveHeaders, NO_AUTO_REPLIES } from './mail-headers.ts'
import { mailbox } from './mailbox.ts'
import type { Messages } from './messages/en.ts'
import { nearestLanguage } from './messages/languages.ts'
import { messagesIn } from './messages/messages-in.ts'
import type { Newsletter } from './newsletter.ts'
import { type Look, lookOf } from './theme.ts'

/** What a letter is about: each answers what somebody asked for on a page, but for the yearly question. */
export type LetterKind = keyof Messages['letters']

/** What a letter says. It has one link, and nothing that a visitor typed. */
export interface LetterWords {
  readonly newsletter: string
  readonly postalAddress: string
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly subject: string
  /** What somebody asked for. */
  readonly line: string
  readonly button: string
  readonly url: string
  readonly ignore: string
  readonly look: Look
}

/** A letter as it is mailed; without HTML it is text alone. */
export interface Letter {
  readonly to: string
  readonly from: string
  readonly replyTo: string
  readonly subject: string
  readonly html?: string
  readonly text: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly tags: Readonly<Record<string, string>>
}

export const letterWords = (
  newsletter: Newsletter,
  kind: LetterKind,
  language: string,
  url: string,
): LetterWords => {
  const words = messagesIn(language).letters[kind]
  const tag = nearestLanguage(language)
  return {
    newsletter: newsletter.name,
    postalAddress: newsletter.postalAddress,
    language: tag,
    direction: directionOf(tag),
    subject: words.subject(newsletter.name),
    line: words.text(newsletter.name),
    button: words.button,
    url,
    ignore: words.ignore,
    look: lookOf(newsletter.theme),
  }
}

/** Letters come from an address of their own, so that filters judge them apart from digests (Gmail's sender guidelines: an address a category of mail). */
const lettersAddress = ({ sender }: Pick<Newsletter, 'sender'>): string =>
  `confirm@${domainOf(sender.address)}`

/** A letter to an address. It is no list mail, unless it says how to leave: the yearly question comes unasked. */
export const letterTo = (
  to: string,
  newsletter: Newsletter,
  kind: LetterKind,
  { subject, language }: LetterWords,
  parts: { readonly html: string; readonly text: string },
  leaveUrl?: string,
): Letter => ({
  to,
  from: mailbox(newsletter.sender.name, lettersAddress(newsletter)),
  replyTo: newsletter.replyTo,
  subject,
  ...parts,
  headers: [
    ...NO_AUTO_REPLIES,
    { name: 'Content-Language', value: language },
    ...(leaveUrl === undefined ? [] : leaveHeaders(newsletter, leaveUrl)),
  ],
  tags: { letter: kind, newsletter: newsletter.slug },
})
