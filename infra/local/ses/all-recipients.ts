/** To, Cc and Bcc together. */
export const allRecipients = (mail: {
  to: string[]
  cc?: string[] | undefined
  bcc?: string[] | undefined
}): string[] => [...mail.to, ...(mail.cc ?? []), ...(mail.bcc ?? [])]
