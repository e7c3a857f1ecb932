import { switchCommand } from './switch-command.ts'

export const ramp = switchCommand({
  setting: 'ramp',
  summary: 'mail many new readers day by day, or all at once',
  does: `Whether many new readers at once are mailed day by day, oldest consent first (on), or with everybody else (off). It counts from
the next freeze on: a digest whose readers are frozen keeps its days.`,
  told: (on) =>
    `from the next freeze on, many new readers at once are mailed ${on ? 'day by day' : 'with everybody else'}.`,
})
