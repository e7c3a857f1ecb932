import { due } from '../due.ts'
import { when } from '../when.ts'
import { controlCommand, reached } from './control-command.ts'

export const resume = controlCommand({
  verb: 'resume',
  done: 'resumed',
  summary: 'let a paused or held digest go on',
  does: 'Lets a paused or held digest go on where it stood, in spite of what stopped it. Nobody is mailed twice.',
  told: ({ newsletter, digest, reading }) => {
    if (digest.status === 'draft') {
      const by = when(reading.deadline ?? digest.dueAt, newsletter.zone)
      return newsletter.approval === 'automatic'
        ? `is a draft again: it goes out by itself on ${by}, or sooner when someone approves it.`
        : `is a draft again: it waits for its approval, until ${by}.`
    }
    return digest.status === 'approved'
      ? `is approved again, due ${due(digest, newsletter.zone)}.`
      : `goes on: ${reached(reading)}.`
  },
})
