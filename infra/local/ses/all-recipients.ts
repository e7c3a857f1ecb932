/** To, Cc and Bcc together. */
export function allRecipients(mail: {
  to: string[]
  cc?: string[] | undefined
  bcc?: string[] | undefined
}): string[] {
  return [...mail.to, ...(mail.cc ?? []), ...(mail.bcc ?? [])]
}
