import { domainOf } from './address.ts'
import type { DigestRef } from './digest-key.ts'
import { Invalid } from './errors.ts'
import type { Newsletter } from './newsletter.ts'
import { leavePath, pagePath, signUpPath } from './public-paths.ts'

export interface Header {
  readonly name: string
  readonly value: string
}

// SES API v2, `MessageHeader`: names of 126 characters, 996 with the value, of printable ASCII.
const MOST_OF_A_VALUE = 995 - 126

/** A header as SES takes it. A line break in a value would begin another header. */
const header = (name: string, value: string): Header => {
  if (!/^[ -~]+$/.test(value) || value.length > MOST_OF_A_VALUE)
    throw new Invalid(
      `The mail's ${name} header would hold more than ${MOST_OF_A_VALUE} characters, or others than printable ASCII.`,
    )
  return { name, value }
}

/** RFC 2919 §2: an id under a domain of the owner, stable for the life of the list. */
const listId = ({ slug, sender }: Newsletter): string => `<${slug}.${domainOf(sender.address).toLowerCase()}>`

/** By which a mail program knows the list and leaves it with one click (RFC 8058 §3.1). */
export const leaveHeaders = (newsletter: Newsletter, leaveUrl: string): Header[] => [
  header('List-Unsubscribe', `<${leaveUrl}>`),
  header('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'),
  header('List-Id', listId(newsletter)),
]

/** What keeps auto-replies away (RFC 3834 §5). */
export const NO_AUTO_REPLIES: readonly Header[] = [
  { name: 'Auto-Submitted', value: 'auto-generated' },
  { name: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
]

/** An address in a URI (RFC 6068 §2). */
const mailto = (address: string): string => `<mailto:${encodeURIComponent(address).replace('%40', '@')}>`

/** The headers of one reader's mail, in the language of its variant: one-click unsubscribe, list headers (RFC 2369), and no auto-replies. */
export const mailHeaders = (
  newsletter: Newsletter,
  digest: DigestRef,
  publicOrigin: string,
  leaveToken: string,
  language: string,
): Header[] => [
  ...leaveHeaders(newsletter, `${publicOrigin}${leavePath(leaveToken)}`),
  header('List-Archive', `<${publicOrigin}${pagePath(digest)}>`),
  header('List-Subscribe', `<${publicOrigin}${signUpPath(newsletter.slug)}>`),
  header('List-Help', mailto(newsletter.replyTo)),
  header('List-Owner', mailto(newsletter.replyTo)),
  header('List-Post', 'NO'),
  header('Precedence', 'bulk'),
  ...NO_AUTO_REPLIES,
  header('Content-Language', language),
]
