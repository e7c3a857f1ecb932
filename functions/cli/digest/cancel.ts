import { controlCommand } from './control-command.ts'

export const cancel = controlCommand({
  verb: 'cancel',
  done: 'cancelled',
  summary: 'end a digest for good',
  does: 'Ends a digest for good. Who was reached stays so, nobody else is mailed. Before the first mail its posts are free again.',
  told: ({ digest, reading: { totals } }) => {
    if (digest.firstCallAt === undefined || totals === null)
      return 'is cancelled: nobody was mailed, and its posts are free for the next digest.'
    const { audience, accepted, uncertain, waiting } = totals
    const unsure = uncertain > 0 ? `, ${uncertain} uncertain` : ''
    const calls = waiting > 0 ? `, ${waiting} in calls that have begun` : ''
    return `is cancelled: ${accepted} of ${audience} readers reached${unsure}${calls}. Nobody else is mailed.`
  },
})
