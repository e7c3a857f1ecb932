import { domainOf } from './address.ts'
import type { DigestRef } from './digest-key.ts'
import type { Newsletter } from './newsletter.ts'
import { leavePath, pagePath } from './public-paths.ts'

/** RFC 2919 §2: an id under a domain of the owner, stable for the life of the list. */
const listId = ({ slug, sender }: Newsletter): string => `<${slug}.${domainOf(sender.address).toLowerCase()}>`

/** By which a mail program knows the list and leaves it with one click (RFC 8058 §3.1). */
export const leaveHeaders = (newsletter: Newsletter, leaveUrl: string): { name: string; value: string }[] => [
  { name: 'List-Unsubscribe', value: `<${leaveUrl}>` },
  { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  { name: 'List-Id', value: listId(newsletter) },
]

/** What keeps auto-replies away (RFC 3834 §5). */
export const NO_AUTO_REPLIES: readonly { name: string; value: string }[] = [
  { name: 'Auto-Submitted', value: 'auto-generated' },
  { name: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
]

/** The headers of one reader's mail: one-click unsubscribe, list headers (RFC 2369), and no auto-replies. */
export const mailHeaders = (
  newsletter: Newsletter,
  digest: DigestRef,
  publicOrigin: string,
  leaveToken: string,
): { name: string; value: string }[] => [
  ...leaveHeaders(newsletter, `${publicOrigin}${leavePath(leaveToken)}`),
  { name: 'List-Archive', value: `<${publicOrigin}${pagePath(digest)}>` },
  { name: 'List-Post', value: 'NO' },
  { name: 'List-Owner', value: `<mailto:${newsletter.replyTo}>` },
  { name: 'Precedence', value: 'bulk' },
  ...NO_AUTO_REPLIES,
  { name: 'Content-Language', value: newsletter.language },
]
