import { load } from 'cheerio/slim'
import type { CheckedMail, Fault, MailView } from '#functions/core/checked-mail.ts'
import { completenessFaults } from './mail-checks/complete.ts'
import { entryFaults } from './mail-checks/entries.ts'
import { leftoverFaults } from './mail-checks/leftovers.ts'
import { linkFaults } from './mail-checks/links.ts'
import { pageFaults } from './mail-checks/page.ts'
import { sizeFaults } from './mail-checks/size.ts'
import { structureFaults } from './mail-checks/structure.ts'
import { wordsOf } from './mail-checks/words-of.ts'

const faultsOf = (mail: CheckedMail, view: MailView): Fault[] => {
  const { html } = view
  const parsed = html === undefined ? [] : [{ ...view, html, $: load(html), words: wordsOf(html) }]
  return [
    ...parsed.flatMap((one) => [
      ...sizeFaults(mail, one),
      ...structureFaults(mail, one),
      ...linkFaults(mail, one),
      ...entryFaults(mail, one),
    ]),
    ...leftoverFaults(mail, view),
    ...completenessFaults(mail, view),
  ]
}

/** What is wrong with a mail, over all views of it, each fault once. It needs neither a browser nor the network. */
export const checkMail = (mail: CheckedMail): Fault[] => [
  ...new Map(
    [...pageFaults(mail), ...mail.views.flatMap((view) => faultsOf(mail, view))].map((fault) => [
      `${fault.check} ${fault.words}`,
      fault,
    ]),
  ).values(),
]
