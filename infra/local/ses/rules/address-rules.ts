import { parseMailbox } from '../mime/parse-mailbox.ts'

/**
 * Destination: the local part is 7-bit ASCII (no SMTPUTF8); a domain with other letters must be in Punycode, and a
 * display name in encoded-words.
 */
export const addressProblem = (text: string): string | undefined => {
  const mailbox = parseMailbox(text)
  if (!mailbox) return 'Illegal address.'
  if (!/^[\x20-\x7e]*$/u.test(mailbox.name)) return 'There are non-ASCII characters in the email address.'
  const at = mailbox.address.lastIndexOf('@')
  if (!/^[\x21-\x7e]{1,64}$/u.test(mailbox.address.slice(0, at)))
    return 'Local address contains control or whitespace or non-ASCII characters.'
  if (
    !/^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/u.test(
      mailbox.address.slice(at + 1),
    )
  )
    return 'Domain contains illegal character.'
  return undefined
}

/** At most 50 recipients (To, Cc and Bcc together) a message. */
export const recipientCountProblem = (recipients: string[]): string | undefined => {
  if (recipients.length === 0) return 'Destination holds no address.'
  return recipients.length > 50 ? `Recipient count exceeds 50: ${recipients.length}.` : undefined
}

/** Of an address at the mailbox simulator: the part before `@` and without a `+label`. */
export const simulatorMailbox = (address: string): string | undefined =>
  /^(?<box>[a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/iu.exec(address)?.groups?.box?.toLowerCase()
