import { switchCommand } from './switch-command.ts'

export const confirmations = switchCommand({
  setting: 'confirmations',
  summary: 'have who signs up confirm it, or not',
  does: `Whether who signs up must confirm it by the link of a letter (on, as at first) before any digest comes, or is a reader at once
(off). Who left before, or was erased, must confirm in any case.`,
  told: (on) =>
    on
      ? 'who signs up from now on gets a letter, and no digest before they confirm.'
      : `who signs up from now on is a reader at once.
Anybody can now sign up an address that is not theirs. Its owner gets digests that they never asked for, may report them as spam,
and SES stops an account with many complaints. Nothing proves consent any more but the form itself.
With gazette confirmations on, letters are asked for again.`,
})
