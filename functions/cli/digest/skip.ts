import { controlCommand } from './control-command.ts'

export const skip = controlCommand({
  verb: 'skip',
  done: 'skipped',
  summary: 'leave a draft out',
  does: 'Leaves a draft out. Its posts go into the next digest.',
  told: () => 'is skipped: nobody is mailed, and its posts go into the next digest.',
})
