import { Job, type JobRef, type JobTask } from '#functions/core/job.ts'
import { jobId } from '#functions/core/job-id.ts'
import { clip } from '#functions/core/plain-text.ts'
import type { Clock, NewId, Queue } from './ports.ts'
import type { Jobs } from './staff-ports.ts'

interface QueueDeps {
  jobs: Pick<Jobs, 'create' | 'get'>
  queue: Queue<JobRef>
}

/** Has a job run. One that is there already is not asked for again, unless it still waits: whoever asked may have died before it was queued. */
export const queueJob = async ({ jobs, queue }: QueueDeps, job: Job): Promise<void> => {
  const { newsletter, id } = job
  // The row first: a worker must find what it is told of.
  const waits = (await jobs.create(job)) || (await jobs.get(job))?.status === 'waiting'
  if (waits) await queue.send([{ message: { newsletter, id } }])
}

const LONGEST_FILE_NAME = 200

/** Asks for long work; answers the job that does it. */
export const askForJob =
  (deps: QueueDeps & { clock: Clock; newId: NewId }) =>
  async (newsletter: string, task: JobTask, by: string): Promise<Job> => {
    const askedAt = deps.clock()
    const job = Job.parse({
      newsletter,
      id: jobId(askedAt, deps.newId()),
      task: task.kind === 'import' ? { ...task, file: clip(task.file, LONGEST_FILE_NAME) } : task,
      by: clip(by, 64),
      askedAt,
      status: 'waiting',
    })
    await queueJob(deps, job)
    return job
  }
