import { domainOf } from './address.ts'
import type { Notice } from './digest.ts'
import { type DigestRef, digestKey } from './digest-key.ts'
import type { Letter } from './letter.ts'
import { NO_AUTO_REPLIES } from './mail-headers.ts'
import { mailbox } from './mailbox.ts'
import type { Newsletter } from './newsletter.ts'

/** A notice to one of the staff, from an address of its own. Its tags have none of the names by which the mail of a digest is known: what SES tells of it counts for no digest. */
export const staffLetter = (
  to: string,
  newsletter: Newsletter,
  digest: DigestRef,
  notice: Notice,
  mail: { readonly subject: string; readonly text: string },
): Letter => ({
  to,
  from: mailbox(newsletter.sender.name, `desk@${domainOf(newsletter.sender.address)}`),
  replyTo: newsletter.replyTo,
  ...mail,
  headers: [...NO_AUTO_REPLIES, { name: 'Content-Language', value: 'en' }],
  tags: { staff: notice, newsletter: newsletter.slug, about: digestKey(digest) },
})
