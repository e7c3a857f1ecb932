import { switchCommand } from './switch-command.ts'

export const tracking = switchCommand({
  setting: 'tracking',
  summary: 'have opened mails and followed links recorded, or not',
  does: `Whether SES records who opens a newsletter's mails and follows their links (on), or nothing does (off, as at first). Readers see the
reason: on the sign-up page, with their choices, and in each mail. It counts from the next digest that is approved; off counts at
once. The links to leave and to choose are never recorded.`,
  told: (on) =>
    on
      ? `digests that are approved from now on are recorded when opened or followed.
Readers are told the reason that you gave. They confirmed their subscription without it: tell them in the next digest.`
      : 'from the next call to SES on, nothing records whether a mail is opened or a link followed.',
})
