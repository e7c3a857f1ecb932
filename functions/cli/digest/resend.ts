import { counted } from '../counted.ts'
import { decideCommand } from './decide-command.ts'

export const resend = decideCommand({
  verb: 'resend',
  summary: 'send again to readers who are uncertain or failed',
  does: `Sends again to readers of a digest who are uncertain or failed. By your word alone: who is uncertain may have the mail
already and get it twice. Possible for 14 days after the digest was sent.`,
  groups: ['uncertain', 'failed'],
  told: (count, { status }) =>
    `${counted(count, 'reader')} ${count === 1 ? 'waits' : 'wait'} to be sent to again, ${status === 'sending' ? 'at the next calls' : `once it is resumed; it is ${status}`}.`,
})
