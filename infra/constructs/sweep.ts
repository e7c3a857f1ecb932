import type { StageParts } from './stage-parts.ts'
import type { WorkQueue } from './work-queue.ts'

export interface SweepProps {
  readonly sweeps: WorkQueue
  readonly requests: WorkQueue
}

/** What finds the readers who are to be asked whether they still want this, and hands the letters out. */
export const sweep = (parts: StageParts, { sweeps, requests }: SweepProps): void => {
  const walker = parts.handler(
    'Sweep',
    'sweep-readers',
    {},
    { ...parts.audienceTable, REQUEST_QUEUE_URL: requests.queue.queueUrl },
  )
  parts.data.audience.grantSweep(walker)
  requests.grantHandOut(walker)
  sweeps.feed(walker, { batchSize: 1, workers: 2 })
}
