import { controlCommand } from './control-command.ts'

export const hold = controlCommand({
  verb: 'hold',
  done: 'held',
  summary: 'keep a digest from going out until it is resumed',
  does: 'Keeps a draft or an approved digest from going out until gazette digest resume.',
  told: () => 'is held: nobody is mailed until it is resumed.',
})
