import { due } from '../due.ts'
import { controlCommand, reached } from './control-command.ts'

export const resume = controlCommand({
  verb: 'resume',
  done: 'resumed',
  summary: 'let a paused or held digest go on',
  does: 'Lets a paused or held digest go on where it stood, in spite of what stopped it. Nobody is mailed twice.',
  told: ({ newsletter, digest, reading }) => {
    if (digest.status === 'draft') return 'is a draft again: it waits for its approval.'
    return digest.status === 'approved'
      ? `is approved again, due ${due(digest, newsletter.zone)}.`
      : `goes on: ${reached(reading)}.`
  },
})
