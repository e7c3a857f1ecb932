import type { ImportResult, Job } from '#functions/core/job.ts'
import { numberOf } from '#functions/core/number-of.ts'

const STATUSES: Readonly<Record<Job['status'], { readonly words: string; readonly tone: string }>> = {
  waiting: { words: 'waiting', tone: '' },
  running: { words: 'running', tone: 'strong' },
  done: { words: 'done', tone: 'good' },
  failed: { words: 'failed', tone: 'bad' },
}

export const JobBadge = ({ status }: { status: Job['status'] }) => (
  <span class={`badge ${STATUSES[status].tone}`}>{STATUSES[status].words}</span>
)

export const isRunning = ({ status }: Job): boolean => status === 'waiting' || status === 'running'

/** What its file is called, if somebody said so. */
export const fileOf = ({ task }: Job): string | undefined =>
  task.kind === 'import' && task.file !== '' ? task.file : undefined

const were = (count: number, words: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'is' : 'are'} ${words}`

/** `40 posts found: 12 are new, 28 were here already.` */
export const importWords = ({ found, added, updated, kept }: ImportResult): string => {
  const parts = [
    were(added, 'new'),
    ...(updated > 0
      ? [`${updated.toLocaleString('en')} ${updated === 1 ? 'was' : 'were'} here already`]
      : []),
    ...(kept > 0 ? [`${were(kept, 'kept as a digest has sent them')}`] : []),
  ]
  return `${numberOf(found, 'post')} found: ${parts.join(', ')}.`
}

/** Where an import stands, in a line. */
export const jobLine = ({ status, progress, result, reason }: Job): string => {
  if (status === 'waiting') return 'It waits for its turn.'
  if (status === 'failed') return reason ?? 'It failed for a reason that stands in the log.'
  if (status === 'done' && result?.kind === 'import') return importWords(result)
  return progress === undefined
    ? 'The page is being read.'
    : `${progress.done.toLocaleString('en')} of ${numberOf(progress.of, 'post')} are stored.`
}
