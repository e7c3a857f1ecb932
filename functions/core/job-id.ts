import { type Instant, msOf } from './instant.ts'

/** The id of a job: its moment, by which the ids of all jobs sort, then what tells it from others of that moment, in `[a-z0-9]`. */
export const jobId = (askedAt: Instant, own: string): string =>
  `${msOf(askedAt).toString(36).padStart(8, '0')}${own}`
