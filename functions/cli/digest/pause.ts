import { controlCommand, reached } from './control-command.ts'

export const pause = controlCommand({
  verb: 'pause',
  done: 'paused',
  summary: 'stop a digest that is going out',
  does: 'Stops a digest until gazette digest resume. Only calls to SES that have begun still end.',
  told: ({ reading }) =>
    `is paused: ${reached(reading) ?? 'nobody was called yet'}. Nobody more is called until it is resumed.`,
})
