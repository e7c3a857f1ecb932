import { type CheckedMail, checkedMails, type Fault } from '#functions/core/checked-mail.ts'
import type { Edition } from '#functions/core/edition.ts'
import type { Content } from '#functions/core/entry.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { sampleReaders } from '#functions/core/sample-readers.ts'

export interface CheckDeps {
  checkMail: (mail: CheckedMail) => Fault[]
  publicOrigin: string
}

/** What is wrong with the mails of a draft, in all its variants, each fault once. */
export const draftFaults = (
  { checkMail, publicOrigin }: CheckDeps,
  newsletter: Newsletter,
  content: Content,
  edition: Edition,
): Fault[] => {
  const mails = checkedMails(edition, { newsletter, content, publicOrigin }, sampleReaders(edition.plan))
  return [...new Map(mails.flatMap(checkMail).map((fault) => [fault.words, fault])).values()]
}
