import { counted } from '../counted.ts'
import { decideCommand } from './decide-command.ts'

export const leave = decideCommand({
  verb: 'leave',
  summary: 'leave uncertain readers so',
  does: 'Notes that uncertain readers of a digest are left so, and not sent to again.',
  groups: ['uncertain'],
  told: (count) =>
    `${counted(count, 'reader')} ${count === 1 ? 'stays' : 'stay'} uncertain by your word, and ${count === 1 ? 'is' : 'are'} not sent to again.`,
})
