import type { Instant } from '#functions/core/instant.ts'
import { happenedAt } from './event-time.ts'
import { isEcho, type Judged, none, odd, suppresses } from './judged.ts'
import { readersIn } from './readers-in.ts'
import { addressesOf, type Recipient, type SesEvent } from './ses-event.ts'

/** The mail was refused for what it is. */
const OF_THE_MAIL = /^(MessageTooLarge|ContentRejected|AttachmentRejected)$/i

/** Refused by a policy, such as our own of DMARC (RFC 3463 §3.8), which says nothing of the mailbox. */
const isPolicy = ({ status, diagnosticCode }: Recipient): boolean =>
  status === undefined ? /\b5\.7\.\d/.test(diagnosticCode ?? '') : /^5\.7\./.test(status.trim())

const transient = (event: SesEvent, recipients: readonly Recipient[], now: Instant): Judged => {
  const { mail, bounce } = event
  const isOurs = OF_THE_MAIL.test(bounce?.bounceSubType ?? '')
  const addresses = isOurs ? [] : readersIn(addressesOf(recipients.filter((one) => !isPolicy(one))))
  const soft = (reason: string): Judged => ({ effect: 'count-soft', reason })
  if (addresses.length === 0)
    return soft(
      'Refused for what the mail is or whose it is, which is our fault: it never adds to a suppression.',
    )
  const at = happenedAt(bounce?.timestamp, event, now)
  if (at === undefined || !mail?.messageId)
    return soft('A soft bounce that does not say of which mail or when: it cannot add to a suppression.')
  return {
    ...soft('A soft bounce: five in a row over at least 14 days suppress.'),
    soft: { addresses, report: { told: 'bounced', at, mail: mail.messageId.slice(0, 200) } },
  }
}

/** Permanent suppresses those whom it lists, whatever the sub-type; Undetermined says nothing of the mailbox. */
export const judgeBounce = (event: SesEvent, now: Instant): Judged => {
  const { bounce } = event
  if (bounce === undefined) return odd('It has no bounce.')
  const listed = bounce.bouncedRecipients.filter((one) => one !== undefined)
  const recipients = addressesOf(listed)
  const type = bounce.bounceType?.toLowerCase()
  if (type === undefined) return { ...odd('It has no bounce type.'), recipients }
  if (type === 'undetermined') return { ...none('SES could not tell why it bounced.'), recipients }
  if (type !== 'permanent' && type !== 'transient')
    return { ...odd('Its bounce type is unknown.'), recipients }
  const counts = type === 'permanent' && !isEcho(bounce.bounceSubType) && ({ counts: 'bounced' } as const)
  if (listed.length === 0) return { ...odd('It does not list who bounced.'), ...counts }
  const addresses = readersIn(recipients)
  if (addresses.length === 0)
    return { ...odd('None of those whom it lists could be mailed to.'), ...counts, recipients }
  if (type === 'transient') return { ...transient(event, listed, now), recipients }
  const at = happenedAt(bounce.timestamp, event, now)
  return { ...suppresses('bounce', 'Nothing can be delivered there.', addresses, at), ...counts, recipients }
}
